import {
  askRescanEndpoint, bindCopyEndpoint, listDeskEndpoint, matchPartiesEndpoint, offerCopiesEndpoint, registerScanEndpoint, rejectScanEndpoint,
  reopenScanEndpoint, setScanAsideEndpoint, showNeighboursEndpoint,
} from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { listDesk, offerCopies, showNeighbours } from './desk.actions.ts';
import { bindCopy } from './bind.actions.ts';
import { askRescan, rejectScan, reopenScan, setScanAside } from './move.actions.ts';
import { matchParties } from './party-matches.actions.ts';
import { registerScan } from './register.actions.ts';

export const deskRoutes: Routes = (serve, app) => {
  serve(listDeskEndpoint, ({ actor, query }) => listDesk(app, actor, query));
  serve(showNeighboursEndpoint, ({ actor, params, query }) => showNeighbours(app, actor, params.scanId, query));
  serve(matchPartiesEndpoint, ({ actor, params }) => matchParties(app, actor, params.scanId));
  serve(offerCopiesEndpoint, ({ actor, params }) => offerCopies(app, actor, params.scanId));
  serve(registerScanEndpoint, ({ actor, params, body }) => registerScan(app, actor, params.scanId, body));
  serve(bindCopyEndpoint, ({ actor, params, body }) => bindCopy(app, actor, params.scanId, body));
  serve(rejectScanEndpoint, ({ actor, params, body }) => rejectScan(app, actor, params.scanId, body));
  serve(setScanAsideEndpoint, ({ actor, params, body }) => setScanAside(app, actor, params.scanId, body));
  serve(askRescanEndpoint, ({ actor, params, body }) => askRescan(app, actor, params.scanId, body));
  serve(reopenScanEndpoint, ({ actor, params }) => reopenScan(app, actor, params.scanId));
};
