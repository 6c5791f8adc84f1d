import {
  arrangeScanEndpoint,
  dismissFileEndpoint,
  downloadReceivedFileEndpoint,
  givePasswordEndpoint,
  hearEventsEndpoint,
  listBatchFilesEndpoint,
  listBatchesEndpoint,
  listSetAsideFilesEndpoint,
  openBatchEndpoint,
  printSeparatorsEndpoint,
  receiveFileEndpoint,
  retryFileEndpoint,
  showBatchEndpoint,
  showPageImageEndpoint,
  showReceivedPageEndpoint,
  showScanEndpoint,
  showThumbnailEndpoint,
  takeDuplicateEndpoint,
  undoArrangementEndpoint,
  type ScanId,
} from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { bytesOf } from '../platform/bytes.ts';
import type { Routes } from '../platform/http.ts';
import { arrangeScan, undoArrangement } from './arrange.actions.ts';
import { hearEvents } from './events.actions.ts';
import { dismissFile, givePassword, openBatch, receiveFile, retryFile, takeDuplicate } from './receive.actions.ts';
import { separatorSheets } from './separators.ts';
import { downloadFile, listBatches, listBatchFiles, listSetAside, showBatch, showFile, showPageImage, showReceivedPage, showScan, showThumbnail } from './show.actions.ts';

export const scansRoutes: Routes = (serve, app) => {
  serve(openBatchEndpoint, async ({ actor, body }) => (await showBatch(app, actor, await openBatch(app, actor, body))).batch);
  serve(listBatchesEndpoint, ({ actor, query }) => listBatches(app, actor, query));
  serve(showBatchEndpoint, ({ actor, params }) => showBatch(app, actor, params.batchId));
  serve(listBatchFilesEndpoint, ({ actor, params, query }) => listBatchFiles(app, actor, params.batchId, query));
  serve(receiveFileEndpoint, async ({ actor, params, query, request }) => {
    const file = await receiveFile(app, actor, bytesOf(request.body), { batchId: params.batchId, ...query });
    return showFile(app, actor, file.id);
  });
  serve(listSetAsideFilesEndpoint, ({ actor, query }) => listSetAside(app, actor, query));
  serve(downloadReceivedFileEndpoint, ({ actor, params }) => downloadFile(app, actor, params.fileId));
  serve(retryFileEndpoint, async ({ actor, params }) => showFile(app, actor, (await retryFile(app, actor, params.fileId)).id));
  serve(givePasswordEndpoint, async ({ actor, params, body }) => showFile(app, actor, (await givePassword(app, actor, params.fileId, body.password)).id));
  serve(takeDuplicateEndpoint, async ({ actor, params }) => showFile(app, actor, (await takeDuplicate(app, actor, params.fileId)).id));
  serve(dismissFileEndpoint, async ({ actor, params }) => showFile(app, actor, (await dismissFile(app, actor, params.fileId)).id));

  serve(showScanEndpoint, ({ actor, params }) => showScan(app, actor, params.scanId));
  serve(arrangeScanEndpoint, async ({ actor, params, body }) => shown(app, actor, params.scanId, await arrangeScan(app, actor, params.scanId, body.version, body.act)));
  serve(undoArrangementEndpoint, async ({ actor, params }) => shown(app, actor, params.scanId, await undoArrangement(app, actor, params.scanId)));
  serve(showPageImageEndpoint, ({ actor, params }) => showPageImage(app, actor, params.pageId));
  serve(showThumbnailEndpoint, ({ actor, params }) => showThumbnail(app, actor, params.pageId));
  serve(showReceivedPageEndpoint, ({ actor, params }) => showReceivedPage(app, actor, params.pageId));
  serve(printSeparatorsEndpoint, async ({ query }) => ({ body: await separatorSheets(query.count), mediaType: 'application/pdf', downloadAs: '分隔页.pdf' }));
  serve(hearEventsEndpoint, async ({ actor }) => hearEvents(app, actor));
};

async function shown(app: App, actor: Person, scanId: ScanId, { other }: { other: ScanId | null }) {
  return { scan: await showScan(app, actor, scanId), other: other ? await showScan(app, actor, other) : null };
}
