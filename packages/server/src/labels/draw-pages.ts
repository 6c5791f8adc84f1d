import { a4, type Drawing, type Mark } from '../platform/print/drawing.ts';
import { setIn } from '../platform/print/set-text.ts';
import { type CopyFacts, kindNames, type PlaceFacts } from './label-facts.ts';

/** A word set in the middle of a cell. */
function inCell(text: string, x: number, y: number, width: number, height: number, size: number, heavy = false): Mark[] {
  const { lines, size: now } = setIn(text, { width: width - Math.min(3, width * 0.1), height: height - 0.6, size, smallest: 1.4, leading: 1.15 });
  const first = y + (height - lines.length * now * 1.15) / 2 + now * 0.95;
  return lines.map((line, i): Mark => ({ kind: 'text', text: line, x: x + width / 2, y: first + i * now * 1.15, size: now, align: 'center', heavy }));
}

/** 归档章 of DA/T 22-2015: 45 by 16 mm, fonds, year and item above, department or question, retention and pages below. */
export function archiveStamp({ filed, retention, pageCount }: CopyFacts): Drawing {
  const cells = [filed?.fonds ?? '', filed?.year ?? '', filed?.item ?? '', filed?.department ?? '', retention ?? '', pageCount > 0 ? String(pageCount) : ''];
  const [width, height, inset] = [45, 16, 0.2];
  const [wide, tall] = [(width - 2 * inset) / 3, (height - 2 * inset) / 2];
  return {
    width, height,
    marks: [
      { kind: 'frame', x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset, line: 0.35 },
      { kind: 'line', from: [inset, height / 2], to: [width - inset, height / 2], width: 0.2 },
      ...[1, 2].map((i): Mark => ({ kind: 'line', from: [inset + i * wide, inset], to: [inset + i * wide, height - inset], width: 0.2 })),
      ...cells.flatMap((text, i) => inCell(text, inset + (i % 3) * wide, inset + Math.floor(i / 3) * tall, wide, tall, 3.6)),
    ],
  };
}

/** 盒脊: the cells of DA/T 22-2015 from the top down, and the box's label at the foot. */
export function boxSpine({ code, placeCode, name, span }: PlaceFacts, { width, height }: { width: number; height: number }): Drawing {
  const cells: readonly (readonly [title: string, value: string, share: number])[] = [
    ['全宗号', span?.fonds ?? '', 1],
    ['年度', span?.years ?? '', 1],
    ['保管期限', span?.retention ?? '', 1],
    ['机构（问题）', span?.department ?? '', 2],
    ['起止件号', span ? `${span.first}—${span.last}` : '', 1.4],
    ['盒号', name || placeCode, 1.4],
  ];
  const inset = 1;
  const inner = width - 2 * inset;
  const side = Math.min(inner - 3, 26);
  const foot = side + 9;
  const [head, total] = [6, cells.reduce((sum, [, , share]) => sum + share, 0)];
  const free = height - 2 * inset - foot - cells.length * head;
  const marks: Mark[] = [{ kind: 'frame', x: inset, y: inset, width: inner, height: height - 2 * inset, line: 0.4 }];
  let y = inset;
  for (const [title, value, share] of cells) {
    const tall = (free * share) / total;
    marks.push({ kind: 'fill', x: inset + 0.2, y: y + 0.2, width: inner - 0.4, height: head - 0.2, grey: 0.92 });
    marks.push(...inCell(title, inset, y, inner, head, 3.4));
    marks.push({ kind: 'line', from: [inset, y + head], to: [width - inset, y + head], width: 0.15 });
    marks.push(...inCell(value, inset, y + head, inner, tall, Math.min(9, inner * 0.24), true));
    y += head + tall;
    marks.push({ kind: 'line', from: [inset, y], to: [width - inset, y], width: 0.3 });
  }
  // Broken where a hyphen stands: at the end of a line readers take one for a broken word.
  const readable = code.split('-');
  marks.push({ kind: 'code', text: code, x: (width - side) / 2, y: y + 2.5, side });
  marks.push(...inCell(`${readable.slice(0, 3).join('-')} ${readable.slice(3).join('-')}`, inset, y + side + 2.6, inner, foot - side - 2.6, 2.4));
  return { width, height, marks };
}

/** What stands on a cover sheet and on nothing else; finding it in a scan is the reason to look for a code there. */
export const coverWords = '扫描封面页';

/** A sheet that is laid on a copy before it is scanned: what follows it belongs to that copy, and it is no page of it itself. */
export function coverSheet(facts: CopyFacts): Drawing {
  const { code, archivalCode, contractNumber, title, party, ordinal, kind } = facts;
  const [middle, side] = [a4.width / 2, 96];
  const centred = (text: string, y: number, size: number, most = 1, heavy = false): Mark[] => {
    const set = setIn(text, { width: 170, size, smallest: 3.2, most });
    return set.lines.map((line, i): Mark => ({ kind: 'text', text: line, x: middle, y: y + i * set.size * 1.3, size: set.size, align: 'center', heavy }));
  };
  return {
    ...a4,
    marks: [
      ...centred(coverWords, 32, 14, 1, true),
      { kind: 'code', text: code, x: middle - side / 2, y: 48, side },
      ...centred(code, 154, 7),
      ...centred(archivalCode ?? contractNumber, 172, 7, 1, true),
      ...centred(archivalCode === null ? '' : contractNumber, 183, 5),
      ...centred(title, 196, 8, 3, true),
      ...centred(party, 230, 5, 2),
      ...centred(`第${ordinal}份 ${kindNames[kind]}`, 246, 5),
      { kind: 'line', from: [20, 256], to: [190, 256], width: 0.3 },
      ...centred('放在这一份的最前面一起扫描。本页之后的各页归入这一份，本页不算合同页。', 266, 4),
      ...centred('用后可留在原处，下次重扫再用。', 273, 4),
    ],
  };
}
