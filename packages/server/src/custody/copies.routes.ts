import * as wire from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { showChain } from './chain.actions.ts';
import { addCopy, bindScan, changeCopy } from './copies.actions.ts';
import { exportCopies } from './export.actions.ts';
import { moveCopies, putBackCopies, takeCopies } from './move.actions.ts';
import { listContractCopies, listCopies, listWhereabouts, showCopy } from './show.actions.ts';

export const copiesRoutes: Routes = (serve, app) => {
  serve(wire.listContractCopiesEndpoint, ({ actor, params }) => listContractCopies(app, actor, params.contractId));
  serve(wire.addCopyEndpoint, ({ actor, params, body }) => addCopy(app, actor, params.contractId, body));
  serve(wire.listCopiesEndpoint, ({ actor, query }) => listCopies(app, actor, query));
  serve(wire.exportCopiesEndpoint, ({ actor, query }) => exportCopies(app, actor, query));
  serve(wire.listWhereaboutsEndpoint, ({ actor, query }) => listWhereabouts(app, actor, query.contractId));
  serve(wire.showCopyEndpoint, ({ actor, params }) => showCopy(app.db, actor, params.copyId));
  serve(wire.changeCopyEndpoint, ({ actor, params, body }) => changeCopy(app, actor, params.copyId, body));
  serve(wire.bindScanToCopyEndpoint, ({ actor, params }) => bindScan(app, actor, params.copyId, params.scanId, true));
  serve(wire.unbindScanFromCopyEndpoint, ({ actor, params }) => bindScan(app, actor, params.copyId, params.scanId, false));

  serve(wire.moveCopiesEndpoint, ({ actor, body }) => moveCopies(app, actor, body));
  serve(wire.takeCopiesEndpoint, ({ actor, body }) => takeCopies(app, actor, body));
  serve(wire.putBackCopiesEndpoint, ({ actor, body }) => putBackCopies(app, actor, body));

  serve(wire.showChainEndpoint, ({ actor, params }) => showChain(app.db, actor, params.copyId));
};
