import * as wire from '@qige/wire';
import { bytesOf } from '../platform/bytes.ts';
import type { Routes } from '../platform/http.ts';
import { changeRoundPlan, checkRoundTask, doRound, doRoundTask, keepRoundPhoto, listRounds, planRound, reportRounds, showRoundPhoto } from './round.actions.ts';

export const roundsRoutes: Routes = (serve, app) => {
  serve(wire.listRoundsEndpoint, ({ actor }) => listRounds(app, actor));
  serve(wire.planRoundEndpoint, ({ actor, body }) => planRound(app, actor, body));
  serve(wire.changeRoundPlanEndpoint, ({ actor, params, body }) => changeRoundPlan(app, actor, params.planId, body));
  serve(wire.doRoundEndpoint, ({ actor, params, body }) => doRound(app, actor, params.planId, body));
  serve(wire.doRoundTaskEndpoint, ({ actor, params, body }) => doRoundTask(app, actor, params.taskId, body));
  serve(wire.checkRoundTaskEndpoint, ({ actor, params, body }) => checkRoundTask(app, actor, params.taskId, body));
  serve(wire.showRoundPhotoEndpoint, ({ params }) => showRoundPhoto(app, params.taskId, params.which));
  serve(wire.keepRoundPhotoEndpoint, ({ request }) => keepRoundPhoto(app, bytesOf(request.body)));
  serve(wire.reportRoundsEndpoint, ({ actor, query }) => reportRounds(app, actor, query.year));
};
