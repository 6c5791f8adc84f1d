import * as wire from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { amendContract, moveContract, noteContract } from './amend.actions.ts';
import { exportContracts } from './export.actions.ts';
import { listContracts, summariseContracts } from './list.actions.ts';
import { listNumbers } from './number-register.actions.ts';
import { listParties, showParty } from './parties-seen.actions.ts';
import { addRelation, removeRelation } from './relate.actions.ts';
import { listHistory, showContract } from './show.actions.ts';
import { addType, changeType, listTypes } from './types.actions.ts';

export const contractsRoutes: Routes = (serve, app) => {
  serve(wire.listContractTypesEndpoint, () => listTypes(app));
  serve(wire.addContractTypeEndpoint, ({ actor, body }) => addType(app, actor, body));
  serve(wire.changeContractTypeEndpoint, ({ actor, params, body }) => changeType(app, actor, params.contractTypeId, body));

  serve(wire.listContractsEndpoint, ({ actor, query }) => listContracts(app, actor, query));
  serve(wire.summariseContractsEndpoint, ({ actor, query }) => summariseContracts(app, actor, query));
  serve(wire.exportContractsEndpoint, ({ actor, query: { sort, direction, language, contractId, ...filters } }) => exportContracts(app, actor, { filters, ids: contractId }, { sort, direction, language }));

  serve(wire.showContractEndpoint, ({ actor, params }) => showContract(app, actor, params.contractId));
  serve(wire.changeContractEndpoint, ({ actor, params, body }) => amendContract(app, actor, params.contractId, body));
  serve(wire.moveContractEndpoint, ({ actor, params, body }) => moveContract(app, actor, params.contractId, body));
  serve(wire.relateContractsEndpoint, ({ actor, params, body }) => addRelation(app, actor, params.contractId, body));
  serve(wire.unrelateContractsEndpoint, ({ actor, params }) => removeRelation(app, actor, params.contractId, params.relationId));
  serve(wire.noteContractEndpoint, ({ actor, params, body }) => noteContract(app, actor, params.contractId, body.text));
  serve(wire.listContractHistoryEndpoint, ({ actor, params, query }) => listHistory(app, actor, params.contractId, query));

  serve(wire.listNumbersEndpoint, ({ actor, query }) => listNumbers(app, actor, query));
  serve(wire.listPartiesEndpoint, ({ actor, query }) => listParties(app, actor, query));
  serve(wire.showPartyEndpoint, ({ actor, params }) => showParty(app, actor, params.partyId));
};
