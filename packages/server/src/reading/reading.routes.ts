import {
  answerFindingEndpoint, correctFieldEndpoint, correctLineEndpoint, downloadArchiveCopyEndpoint, downloadChosenEndpoint, downloadOriginalEndpoint, listContractScansEndpoint, lookAtChosenEndpoint,
  readAgainEndpoint, remakeArchiveCopyEndpoint, showPageLinesEndpoint, showReadingEndpoint, uncorrectFieldEndpoint,
} from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { downloadArchiveCopy, remakeArchiveCopy } from './archive-copy.actions.ts';
import { archiveSoon } from './archive-copy.jobs.ts';
import { downloadChosen, lookAtChosen } from './chosen.actions.ts';
import { answerFinding, correctField, correctLine, uncorrectField } from './correct.actions.ts';
import { downloadOriginal } from './originals.actions.ts';
import { readAgain } from './read-again.actions.ts';
import { listContractScans, viewPageLines, viewReading } from './show.actions.ts';

export const readingRoutes: Routes = (serve, app) => {
  serve(showReadingEndpoint, ({ actor, params }) => viewReading(app, actor, params.scanId));
  serve(showPageLinesEndpoint, ({ actor, params }) => viewPageLines(app, actor, params.scanId, params.pageId));
  serve(correctLineEndpoint, ({ actor, params, body }) => correctLine(app, actor, params.pageId, body));
  serve(correctFieldEndpoint, ({ actor, params, body }) => correctField(app, actor, params.scanId, params.field, body.value));
  serve(uncorrectFieldEndpoint, ({ actor, params }) => uncorrectField(app, actor, params.scanId, params.field));
  serve(answerFindingEndpoint, ({ actor, params, body }) => answerFinding(app, actor, params.scanId, params.findingId, body));
  serve(readAgainEndpoint, ({ actor, params, body }) => readAgain(app, actor, params.scanId, body.pageIds));
  serve(downloadArchiveCopyEndpoint, ({ actor, params }) => downloadArchiveCopy(app, actor, params.scanId));
  serve(remakeArchiveCopyEndpoint, ({ actor, params }) => remakeArchiveCopy(app, actor, params.scanId, (tx) => archiveSoon(tx, params.scanId)));
  serve(downloadOriginalEndpoint, ({ actor, params }) => downloadOriginal(app, actor, params.contractId));
  serve(lookAtChosenEndpoint, ({ actor, body }) => lookAtChosen(app, actor, body));
  serve(downloadChosenEndpoint, ({ actor, query }) => downloadChosen(app, actor, query.contractId, query.language));
  serve(listContractScansEndpoint, ({ actor, params }) => listContractScans(app, actor, params.contractId));
};
