import { putByLabelEndpoint, resolveLabelEndpoint } from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { showLabelled } from './labelled.actions.ts';
import { putByLabel } from './put.actions.ts';

export const labelsRoutes: Routes = (serve, app) => {
  serve(resolveLabelEndpoint, ({ actor, body }) => showLabelled(app, actor, body.text));
  serve(putByLabelEndpoint, ({ actor, body }) => putByLabel(app, actor, body));
};
