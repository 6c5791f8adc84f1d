import type { LabelSize, LabelTemplate, PrintLabels, previewLabelsEndpoint } from '@qige/wire';
import type { z } from 'zod';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { type Drawing, type Mark, moved } from '../platform/print/drawing.ts';
import { pdfOf } from '../platform/print/pdf.ts';
import { unprintable } from '../platform/print/set-text.ts';
import { svgOf } from '../platform/print/svg.ts';
import { zplOf } from '../platform/print/zpl.ts';
import { drawLabels, type DrawnLabel } from './facts.ts';
import { markPrinted } from './print.queries.ts';
import { choiceVerdict, placesOnSheets } from './sizes.rules.ts';

/** Labels as a file. That they were printed is recorded with them: a label that was never asked for is told from one that fell off. */
export async function printLabels(app: App, actor: Person, asked: PrintLabels): Promise<FileReply> {
  const { size, template } = choose(asked);
  const { labels, refused } = await drawLabels(app.db, actor, template, asked.ids, size);
  if (labels.length === 0) throw notFound();
  const zpl = asked.format === 'zpl';
  const body = zpl ? Buffer.from((await Promise.all(labels.map(({ drawing }) => zplOf(drawing, asked.dpi)))).join('')) : await pdfOf(laidOut(labels, size, asked.startAt), titles[asked.template]);
  await app.db.transaction().execute(async (tx) => {
    await markPrinted(tx, labels.map(({ labelNo }) => labelNo), asked.template, actor.id, app.clock.now());
    await recordAudit(tx, actor, { kind: 'labels.printed', facts: { template: asked.template, subject: template.subject, size: asked.size, format: asked.format, labels: labels.length, ...(refused.length > 0 ? { leftOut: refused.length } : {}) } });
  });
  return {
    body,
    mediaType: zpl ? 'application/x-zpl' : 'application/pdf',
    downloadAs: `${titles[asked.template]}.${zpl ? 'zpl' : 'pdf'}`,
    headers: { 'x-qige-left-out': String(refused.length) },
  };
}

const titles: Record<PrintLabels['template'], string> = { item: '件标签', stamp: '归档章', cover: '扫描封面页', box: '盒标签', spine: '盒脊', shelf: '架标', card: '借阅证' };

export async function previewLabels(app: App, actor: Person, asked: PrintLabels): Promise<z.input<(typeof previewLabelsEndpoint)['reply']>> {
  const { size, template } = choose(asked);
  const { labels, refused } = await drawLabels(app.db, actor, template, asked.ids, size);
  const pages = asked.format === 'zpl' ? labels.map(({ drawing }) => drawing) : laidOut(labels, size, asked.startAt, true);
  const said = labels.flatMap(({ drawing }) => drawing.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])));
  return { labels: labels.length, pages: pages.length, refused, unprintable: [...new Set(unprintable(said.join('')))], svg: pages[0] ? svgOf(pages[0]) : null };
}

function choose({ template: id, size: sizeId, startAt, format }: PrintLabels): { template: LabelTemplate; size: LabelSize } {
  const verdict = choiceVerdict(id, sizeId, startAt);
  const field = verdict.kind === 'no-template' ? 'template' : verdict.kind === 'not-this-size' ? 'size' : 'startAt';
  if (verdict.kind !== 'good') throw new Refusal('invalid_request', 'This template does not come in this size, or the sheet has no such place.', { fields: [{ field, problem: verdict.kind }] });
  if (format === 'zpl' && verdict.size.kind !== 'roll') throw new Refusal('invalid_request', 'Only label printers print ZPL.', { fields: [{ field: 'format', problem: 'not a roll' }] });
  return verdict;
}

/** The pages of all labels; for the screen the edges of a sheet's labels are shown, on paper they are not printed but for strips that are cut out. */
function laidOut(labels: readonly DrawnLabel[], size: LabelSize, startAt: number, edges = false): Drawing[] {
  const pages: Mark[][] = [];
  const spots = placesOnSheets(size, labels.length, startAt);
  for (const [i, { drawing }] of labels.entries()) {
    const spot = spots[i];
    if (!spot) continue;
    const page = (pages[spot.page] ??= []);
    if (edges && size.kind === 'sheet') page.push({ kind: 'frame', x: spot.x, y: spot.y, width: size.width, height: size.height, line: 0.1 });
    page.push(...moved(drawing.marks, spot.x, spot.y));
  }
  return pages.map((marks) => ({ ...size.page, marks }));
}
