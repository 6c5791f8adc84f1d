import { listLabelCandidatesEndpoint, listLabelTemplatesEndpoint, previewLabelsEndpoint, printCatalogueEndpoint, printChainPdfEndpoint, printLabelsEndpoint, putByLabelEndpoint, resolveLabelEndpoint } from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { listCandidates } from './candidates.actions.ts';
import { printCatalogue } from './catalogue.actions.ts';
import { printChainPdf } from './chain-pdf.actions.ts';
import { showLabelled } from './labelled.actions.ts';
import { previewLabels, printLabels } from './print.actions.ts';
import { putByLabel } from './put.actions.ts';
import { sizes, templates } from './sizes.rules.ts';

export const labelsRoutes: Routes = (serve, app) => {
  serve(resolveLabelEndpoint, ({ actor, body }) => showLabelled(app, actor, body.text));
  serve(listLabelTemplatesEndpoint, async () => ({ templates: [...templates], sizes: [...sizes] }));
  serve(listLabelCandidatesEndpoint, ({ actor, query }) => listCandidates(app, actor, query));
  serve(previewLabelsEndpoint, ({ actor, body }) => previewLabels(app, actor, body));
  serve(printLabelsEndpoint, ({ actor, body }) => printLabels(app, actor, body));
  serve(printCatalogueEndpoint, ({ actor, params }) => printCatalogue(app, actor, params.placeId));
  serve(printChainPdfEndpoint, ({ actor, params }) => printChainPdf(app, actor, params.copyId));
  serve(putByLabelEndpoint, ({ actor, body }) => putByLabel(app, actor, body));
};
