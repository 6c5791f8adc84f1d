import { closeOverseenShareEndpoint, knockShareEndpoint, listContractSharesEndpoint, listOverseenSharesEndpoint, listSharesEndpoint, makeShareEndpoint, openShareEndpoint, revokeShareEndpoint, showSharedPageEndpoint } from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { closeOverseenShare, listOverseenShares } from './oversee.actions.ts';
import { listContractShares, listShares, makeShare, revokeShare } from './share.actions.ts';
import { knockShare, openShare, showSharedPage } from './visit.actions.ts';

export const sharesRoutes: Routes = (serve, app) => {
  serve(listContractSharesEndpoint, ({ actor, params }) => listContractShares(app, actor, params.contractId));
  serve(makeShareEndpoint, ({ actor, params, body }) => makeShare(app, actor, params.contractId, body));
  serve(listSharesEndpoint, ({ actor, query }) => listShares(app, actor, query));
  serve(revokeShareEndpoint, ({ actor, params }) => revokeShare(app, actor, params.shareId));
  serve(listOverseenSharesEndpoint, ({ query }) => listOverseenShares(app, query));
  serve(closeOverseenShareEndpoint, ({ actor, params }) => closeOverseenShare(app, actor, params.shareId));

  serve(knockShareEndpoint, ({ params }) => knockShare(app, params.token));
  serve(openShareEndpoint, ({ params, body, request }) => openShare(app, params.token, body.password, request.ip));
  serve(showSharedPageEndpoint, ({ params, query, request }) => showSharedPage(app, params.token, params.number, query.visit, request.ip));
};
