import * as wire from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { answerAccess, askAccess, listMyRequests, listWaiting } from './access-requests.actions.ts';
import { amendContract, moveContract, noteContract } from './amend.actions.ts';
import { closeParty, closeType } from './closing.actions.ts';
import { exportContracts } from './export.actions.ts';
import { listContracts, summariseContracts } from './list.actions.ts';
import { listNumbers } from './number-register.actions.ts';
import { endReadings, listNamedReaders } from './oversee.actions.ts';
import { listParties, showParty } from './parties-seen.actions.ts';
import { dropReader, nameReader } from './readers.actions.ts';
import { addRelation, removeRelation } from './relate.actions.ts';
import { listHistory, showContract } from './show.actions.ts';
import { addType, changeType, listTypes } from './types.actions.ts';

export const contractsRoutes: Routes = (serve, app) => {
  serve(wire.listContractTypesEndpoint, () => listTypes(app));
  serve(wire.addContractTypeEndpoint, ({ actor, body }) => addType(app, actor, body));
  serve(wire.changeContractTypeEndpoint, ({ actor, params, body }) => changeType(app, actor, params.contractTypeId, body));
  serve(wire.closeContractTypeEndpoint, ({ actor, params, body }) => closeType(app, actor, params.contractTypeId, body.closed));

  serve(wire.listContractsEndpoint, ({ actor, query }) => listContracts(app, actor, query));
  serve(wire.summariseContractsEndpoint, ({ actor, query }) => summariseContracts(app, actor, query));
  serve(wire.exportContractsEndpoint, ({ actor, query: { sort, direction, language, contractId, ...filters } }) => exportContracts(app, actor, { filters, ids: contractId }, { sort, direction, language }));

  serve(wire.showContractEndpoint, ({ actor, params }) => showContract(app, actor, params.contractId));
  serve(wire.changeContractEndpoint, ({ actor, params, body }) => amendContract(app, actor, params.contractId, body));
  serve(wire.moveContractEndpoint, ({ actor, params, body }) => moveContract(app, actor, params.contractId, body));
  serve(wire.nameReaderEndpoint, ({ actor, params, body }) => nameReader(app, actor, params.contractId, params.personId, body));
  serve(wire.dropReaderEndpoint, ({ actor, params }) => dropReader(app, actor, params.contractId, params.personId));
  serve(wire.relateContractsEndpoint, ({ actor, params, body }) => addRelation(app, actor, params.contractId, body));
  serve(wire.unrelateContractsEndpoint, ({ actor, params }) => removeRelation(app, actor, params.contractId, params.relationId));
  serve(wire.noteContractEndpoint, ({ actor, params, body }) => noteContract(app, actor, params.contractId, body.text));
  serve(wire.listContractHistoryEndpoint, ({ actor, params, query }) => listHistory(app, actor, params.contractId, query));

  serve(wire.askAccessEndpoint, ({ actor, body }) => askAccess(app, actor, body));
  serve(wire.listMyAccessRequestsEndpoint, ({ actor, query }) => listMyRequests(app, actor, query));
  serve(wire.listAccessRequestsEndpoint, ({ actor, query }) => listWaiting(app, actor, query.contractId));
  serve(wire.answerAccessEndpoint, ({ actor, params, body }) => answerAccess(app, actor, params.requestId, body));
  serve(wire.listNamedReadersEndpoint, () => listNamedReaders(app));
  serve(wire.endReadingsEndpoint, ({ actor, params }) => endReadings(app, actor, params.personId));

  serve(wire.listNumbersEndpoint, ({ actor, query }) => listNumbers(app, actor, query));
  serve(wire.listPartiesEndpoint, ({ actor, query }) => listParties(app, actor, query));
  serve(wire.showPartyEndpoint, ({ actor, params }) => showParty(app, actor, params.partyId));
  serve(wire.closePartyEndpoint, ({ actor, params, body }) => closeParty(app, actor, params.partyId, body.closed));
};
