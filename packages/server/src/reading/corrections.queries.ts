import type { Box } from '@qige/ocr';
import type { FieldName, FieldValue, PageId, ScanId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { FieldCorrection } from './fields.rules.ts';
import type { FindingAnswer } from './findings.rules.ts';
import type { LineCorrection } from './corrections.rules.ts';

export async function lineCorrectionsOf(db: Db, pageIds: readonly PageId[]): Promise<Map<PageId, LineCorrection[]>> {
  if (pageIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('lineCorrection')
    .select(['pageId', 'box', 'lineText', 'text'])
    .where('pageId', 'in', [...pageIds])
    .orderBy('correctedAt')
    .execute();
  return Map.groupBy(rows.map(({ pageId, box, lineText, text }) => ({ pageId, box: box as Box, lineText, text })), (row) => row.pageId);
}

export async function saveLineCorrection(tx: Tx, pageId: PageId, { box, lineText, text }: LineCorrection, by: string): Promise<void> {
  const row = { lineText, text, correctedBy: by, correctedAt: new Date() };
  await tx
    .insertInto('lineCorrection')
    .values({ pageId, box: JSON.stringify(box), ...row })
    .onConflict((conflict) => conflict.columns(['pageId', 'box']).doUpdateSet(row))
    .execute();
}

export async function removeLineCorrection(tx: Tx, pageId: PageId, box: Box): Promise<void> {
  await tx.deleteFrom('lineCorrection').where('pageId', '=', pageId).where('box', '=', JSON.stringify(box)).execute();
}

export async function fieldCorrectionsOf(db: Db, scanIds: readonly ScanId[]): Promise<Map<ScanId, FieldCorrection[]>> {
  if (scanIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('fieldCorrection')
    .leftJoin('person', 'person.id', 'fieldCorrection.correctedBy')
    .select(['scanId', 'field', 'value', 'correctedBy', 'correctedAt', 'person.name'])
    .where('scanId', 'in', [...scanIds])
    .execute();
  const found = rows.map((row) => ({ scanId: row.scanId, field: row.field, value: row.value as FieldValue, by: row.name ?? row.correctedBy, at: row.correctedAt }));
  return Map.groupBy(found, (row) => row.scanId);
}

export async function saveFieldCorrections(tx: Tx, scanId: ScanId, corrections: readonly (readonly [FieldName, FieldValue])[], by: string): Promise<void> {
  if (corrections.length === 0) return;
  const correctedAt = new Date();
  await tx
    .insertInto('fieldCorrection')
    .values(corrections.map(([field, value]) => ({ scanId, field, value: JSON.stringify(value), correctedBy: by, correctedAt })))
    .onConflict((conflict) =>
      conflict.columns(['scanId', 'field']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        correctedBy: eb.ref('excluded.correctedBy'),
        correctedAt: eb.ref('excluded.correctedAt'),
      })),
    )
    .execute();
}

export async function removeFieldCorrection(tx: Tx, scanId: ScanId, field: FieldName): Promise<void> {
  await tx.deleteFrom('fieldCorrection').where('scanId', '=', scanId).where('field', '=', field).execute();
}

export async function findingAnswersOf(db: Db, scanIds: readonly ScanId[]): Promise<Map<ScanId, FindingAnswer[]>> {
  if (scanIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('findingAnswer')
    .leftJoin('person', 'person.id', 'findingAnswer.answeredBy')
    .select(['scanId', 'finding', 'answer', 'note', 'answeredBy', 'answeredAt', 'person.name'])
    .where('scanId', 'in', [...scanIds])
    .execute();
  const found = rows.map((row) => ({ scanId: row.scanId, finding: row.finding, answer: row.answer, note: row.note, by: row.name ?? row.answeredBy, at: row.answeredAt }));
  return Map.groupBy(found, (row) => row.scanId);
}

export async function saveFindingAnswer(tx: Tx, scanId: ScanId, finding: string, { answer, note, by }: Pick<FindingAnswer, 'answer' | 'note' | 'by'>): Promise<void> {
  const row = { answer, note, answeredBy: by, answeredAt: new Date() };
  await tx
    .insertInto('findingAnswer')
    .values({ scanId, finding, ...row })
    .onConflict((conflict) => conflict.columns(['scanId', 'finding']).doUpdateSet(row))
    .execute();
}

export async function removeFindingAnswer(tx: Tx, scanId: ScanId, finding: string): Promise<void> {
  await tx.deleteFrom('findingAnswer').where('scanId', '=', scanId).where('finding', '=', finding).execute();
}
