import * as wire from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { showCatalogue } from './catalogue.actions.ts';
import { fileCopies, listOverdueFiling, proposeFiling, unfileCopy } from './filing.actions.ts';
import { findStamps } from './filing.queries.ts';
import { changeDepartmentCode, changeScheme, changeTypeRetention, showScheme } from './scheme.actions.ts';

export const filingRoutes: Routes = (serve, app) => {
  serve(wire.showFilingSchemeEndpoint, ({ actor }) => showScheme(app.db, actor));
  serve(wire.changeFilingSchemeEndpoint, ({ actor, body }) => changeScheme(app, actor, body));
  serve(wire.setDepartmentCodeEndpoint, ({ actor, params, body }) => changeDepartmentCode(app, actor, params.departmentId, body.code));
  serve(wire.setTypeRetentionEndpoint, ({ actor, params, body }) => changeTypeRetention(app, actor, params.contractTypeId, body.retention));

  serve(wire.proposeFilingEndpoint, ({ actor, query }) => proposeFiling(app, actor, query.copyId));
  serve(wire.fileCopiesEndpoint, ({ actor, body }) => fileCopies(app, actor, body));
  serve(wire.unfileCopyEndpoint, ({ actor, params, body }) => unfileCopy(app, actor, params.copyId, body));
  serve(wire.listOverdueFilingEndpoint, ({ actor, query }) => listOverdueFiling(app, actor, query.limit));

  serve(wire.showCatalogueEndpoint, ({ actor, params, query }) => showCatalogue(app, actor, params.placeId, query));
  serve(wire.listFilingStampsEndpoint, async ({ actor, query }) => ({ stamps: await findStamps(app.db, actor, query.copyId) }));
};
