import {
  abandonStockTakeEndpoint, chooseCorrectionsEndpoint, closeStockTakeEndpoint, fetchStockListEndpoint, listBranchesEndpoint, listStockItemsEndpoint, listStockPlacesEndpoint, listStockTakesEndpoint, listUnreadEndpoint, openStockTakeEndpoint,
  recountEndpoint, reportStockTakeEndpoint, resumeStockTakeEndpoint, sendStockScansEndpoint, showBranchEndpoint, showStockReportEndpoint, showStockTakeEndpoint, signStockTakeEndpoint,
} from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { closeStockTake } from './close.actions.ts';
import { chooseCorrections, fetchStockList, listStockItems, listStockPlaces, listUnreadCodes } from './item.actions.ts';
import { listBranches, openStockTake, showBranch } from './open.actions.ts';
import { abandonStockTake, beginRecount, makeReport, resumeStockTake, showReport, signStockTake } from './report.actions.ts';
import { takeScans } from './scan.actions.ts';
import { listStockTakes, showStockTake } from './stock-take.actions.ts';

export const stockTakesRoutes: Routes = (serve, app) => {
  serve(listStockTakesEndpoint, ({ actor, query }) => listStockTakes(app, actor, query));
  serve(listBranchesEndpoint, ({ query }) => listBranches(app, query));
  serve(showBranchEndpoint, ({ params, query }) => showBranch(app, params.placeId, query));
  serve(openStockTakeEndpoint, ({ actor, body }) => openStockTake(app, actor, body));
  serve(showStockTakeEndpoint, ({ actor, params }) => showStockTake(app, actor, params.stockTakeId));
  serve(listStockItemsEndpoint, ({ actor, params, query }) => listStockItems(app, actor, params.stockTakeId, query));
  serve(listStockPlacesEndpoint, ({ params, query }) => listStockPlaces(app, params.stockTakeId, query));
  serve(listUnreadEndpoint, ({ params }) => listUnreadCodes(app, params.stockTakeId));

  serve(fetchStockListEndpoint, ({ actor, params }) => fetchStockList(app, actor, params.stockTakeId));
  serve(sendStockScansEndpoint, ({ actor, params, body }) => takeScans(app, actor, params.stockTakeId, body));

  serve(chooseCorrectionsEndpoint, ({ params, body }) => chooseCorrections(app, params.stockTakeId, body.corrections));
  serve(recountEndpoint, ({ actor, params }) => beginRecount(app, actor, params.stockTakeId));
  serve(reportStockTakeEndpoint, ({ actor, params }) => makeReport(app, actor, params.stockTakeId));
  serve(resumeStockTakeEndpoint, ({ actor, params }) => resumeStockTake(app, actor, params.stockTakeId));
  serve(showStockReportEndpoint, ({ actor, params }) => showReport(app, actor, params.stockTakeId));
  serve(signStockTakeEndpoint, ({ actor, params, body }) => signStockTake(app, actor, params.stockTakeId, body));
  serve(closeStockTakeEndpoint, ({ actor, params }) => closeStockTake(app, actor, params.stockTakeId));
  serve(abandonStockTakeEndpoint, ({ actor, params, body }) => abandonStockTake(app, actor, params.stockTakeId, body));
};
