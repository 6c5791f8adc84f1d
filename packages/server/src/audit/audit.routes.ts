import { listAuditEndpoint, verifyAuditEndpoint } from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { verifyAudit } from './seal.actions.ts';
import { readTrail } from './trail.actions.ts';

export const auditRoutes: Routes = (serve, app) => {
  serve(listAuditEndpoint, ({ actor, query }) => readTrail(app.db, app.config.timeZone, actor, query));
  serve(verifyAuditEndpoint, () => verifyAudit(app.db));
};
