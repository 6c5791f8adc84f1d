import type { Doc, DocLine } from './doc.ts';
import type { Span } from './field.ts';
import type { Flow } from './flow.ts';
import { nameAt } from './party-name.ts';
import type { Mention, PartyLetter } from './party-mentions.ts';
import { englishRoles, letters, roleWords, side } from './words.ts';

const columnHead = new RegExp(`^(?:(${side})|(${roleWords.join('|')})|(?:${englishRoles}))(?:\\s?[(]([^)]{1,12})[)])?(?:\\s?(?:信息|基本信息|情况))?\\s?:?$`);
const nameLabel = /^(?:单位|公司|企业|当事人|甲乙方)?(?:名称|全称|姓名|名\s?称)(?:[(][^)]*[)])?\s?:?$/;

export interface PartyColumn {
  letter: PartyLetter | null;
  role: Span | null;
  roleText: string | null;
  left: number;
  right: number;
  page: number;
  top: number;
  /** Index of the head's row. */
  row: number;
}

/** Heads of columns that each hold one side (甲方 | 乙方), with where they stand. */
export function partyColumns(doc: Doc): PartyColumn[][] {
  return doc.rows.flatMap((row, at) => {
    const heads = row.cells.flatMap((cell) => {
      const line = cell[0] as DocLine;
      const match = cell.length === 1 ? columnHead.exec(line.text) : null;
      return match ? [column(doc.flow, line, match, at)] : [];
    });
    return heads.length >= 2 && heads.length >= row.cells.length - 1 ? [heads] : [];
  });
}

/** Names under such heads: in a row that begins with 名称, or directly below. */
export function columnMentions(doc: Doc): Mention[] {
  return partyColumns(doc).flatMap((heads) => heads.flatMap((head) => {
    const name = nameUnder(doc, head);
    return name ? [{ letter: head.letter, role: head.role, roleText: head.roleText, name, kind: 'head' as const, at: name.start }] : [];
  }));
}

function column(flow: Flow, line: DocLine, match: RegExpExecArray, row: number): PartyColumn {
  const start = flow.spans.get(line)?.start ?? 0;
  const word = match[2] ?? (match[3] && new RegExp(`^(?:${roleWords.join('|')})$`).test(match[3]) ? match[3] : undefined);
  const letterAt = letters.indexOf(/[甲乙丙丁戊](?=\s?方)/.exec(line.text)?.[0] ?? '-');
  const at = word === undefined ? -1 : start + line.text.indexOf(word);
  return {
    letter: letterAt >= 0 ? ('ABCDE'.charAt(letterAt) as PartyLetter) : null, role: word === undefined ? null : { start: at, end: at + word.length }, roleText: word ?? null,
    left: line.box[0], right: line.box[2], page: line.page, top: line.box[1], row,
  };
}

function nameUnder(doc: Doc, head: PartyColumn): Span | null {
  for (const row of doc.rows.slice(head.row + 1, head.row + 11)) {
    const first = row.cells[0]?.[0];
    if (!first || first.page !== head.page || first.box[1] <= head.top) continue;
    const labelled = nameLabel.test(first.text);
    const apart = (cell: readonly DocLine[]) => Math.min(Math.abs(middle(cell) - (head.left + head.right) / 2), Math.abs((cell[0]?.box[0] ?? 0) - head.left));
    const nearest = row.cells.slice(labelled ? 1 : 0).sort((a, b) => apart(a) - apart(b))[0];
    for (const cell of nearest ? [nearest] : []) {
      const line = cell[0] as DocLine;
      if (apart(cell) > Math.max(head.right - head.left, line.box[2] - line.box[0]) * 0.75) continue;
      const start = doc.flow.spans.get(line)?.start ?? 0;
      const end = doc.flow.spans.get(cell.at(-1) as DocLine)?.end ?? 0;
      const skip = /^(?:单位|公司)?(?:名称|全称|姓名)\s?:\s?/.exec(line.text)?.[0].length ?? 0;
      const name = nameAt(doc.flow, { start: start + skip, end }, !labelled && skip === 0);
      if (name) return name;
    }
  }
  return null;
}

function middle(cell: readonly DocLine[]): number {
  const line = cell[0] as DocLine;
  return (line.box[0] + line.box[2]) / 2;
}
