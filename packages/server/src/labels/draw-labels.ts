import type { Drawing, Mark } from '../platform/print/drawing.ts';
import { type Room, setIn } from '../platform/print/set-text.ts';
import { type CopyFacts, kindNames, type PersonFacts, type PlaceFacts } from './label-facts.ts';

interface Area {
  width: number;
  height: number;
}

interface Block {
  text: string;
  size: number;
  smallest: number;
  most: number;
  heavy?: boolean;
  /** Takes what room the others leave. */
  grows?: true;
}

const leading = 1.22;

/** Set lines from `y` down; tells how far they reach. */
function column(blocks: readonly Block[], x: number, top: number, { width, height }: Area): Mark[] {
  const room = (block: Block, free: number): Room => ({ width, height: free, size: block.size, smallest: block.smallest, most: block.most, leading });
  const said = blocks.filter(({ text }) => text !== '');
  const fixed = new Map(said.filter(({ grows }) => !grows).map((block) => [block, setIn(block.text, room(block, height))]));
  const taken = [...fixed.values()].reduce((sum, { lines, size }) => sum + lines.length * size * leading, 0);
  let y = top;
  return said.flatMap((block) => {
    const { lines, size } = fixed.get(block) ?? setIn(block.text, room(block, Math.max(block.smallest, height - taken)));
    return lines.map((text): Mark => {
      y += size * leading;
      return { kind: 'text', text, x, y: y - size * (leading - 0.92), size, heavy: block.heavy ?? false };
    });
  });
}

/** A code at the left, words beside it, and what the code says in letters below, for those who have no scanner at hand. */
function besideCode(code: string, { width, height }: Area, blocks: (unit: number, words: Area) => readonly Block[], share = 0.36): Drawing {
  const margin = Math.min(4, Math.max(1.6, height * 0.06));
  const foot = Math.min(4, Math.max(2.1, height * 0.085));
  const side = Math.min(height - 2 * margin - foot - 0.8, width * share);
  const gap = Math.max(1.6, side * 0.16);
  const words = { width: width - 2 * margin - side - gap, height: height - 2 * margin - foot - 0.8 };
  const unit = Math.min(5.2, Math.max(1.9, words.height / 8.5));
  const { lines, size } = setIn(code, { width: width - 2 * margin, size: foot, smallest: 1.5, most: 1 });
  return {
    width, height,
    marks: [
      { kind: 'code', text: code, x: margin, y: margin + Math.max(0, (words.height - side) / 2), side },
      ...column(blocks(unit, words), margin + side + gap, margin - unit * 0.1, words),
      { kind: 'text', text: lines[0] ?? code, x: margin, y: height - margin, size },
    ],
  };
}

export function itemLabel(facts: CopyFacts, area: Area): Drawing {
  const { archivalCode, contractNumber, title, party, ordinal, kind, retention } = facts;
  return besideCode(facts.code, area, (unit) => [
    { text: archivalCode ?? contractNumber, size: unit * 1.1, smallest: 1.5, most: 1, heavy: true },
    { text: archivalCode === null ? '' : contractNumber, size: unit, smallest: 1.5, most: 1 },
    { text: title, size: unit * 1.15, smallest: 1.7, most: 9, grows: true },
    { text: party, size: unit * 0.85, smallest: 1.5, most: 3 },
    { text: [`第${ordinal}份 ${kindNames[kind]}`, retention ?? '', facts.pageCount > 0 ? `${facts.pageCount}页` : ''].filter(Boolean).join(' · '), size: unit * 0.85, smallest: 1.5, most: 1 },
  ]);
}

export function boxLabel(facts: PlaceFacts, area: Area): Drawing {
  const { placeCode, name, kindName, where, span } = facts;
  return besideCode(facts.code, area, (unit) => [
    { text: `${kindName} ${placeCode}`, size: unit * 1.7, smallest: 2, most: 2, heavy: true },
    { text: name === placeCode ? '' : name, size: unit * 1.1, smallest: 1.7, most: 1 },
    { text: span ? `${span.fonds} · ${span.years} · ${span.retention}` : '', size: unit, smallest: 1.5, most: 1 },
    { text: span ? `${span.first}—${span.last}` : '', size: unit, smallest: 1.5, most: 1, heavy: true },
    { text: where, size: unit * 0.9, smallest: 1.5, most: 3, grows: true },
  ]);
}

/** Read from across the aisle: the shelf's own code as large as it goes. */
export function shelfLabel(facts: PlaceFacts, area: Area): Drawing {
  const { placeCode, name, kindName, where } = facts;
  const tall = area.height > area.width;
  const blocks = (unit: number, words: Area): readonly Block[] => [
    { text: placeCode, size: Math.min(words.height * 0.5, words.width * 0.55), smallest: 3, most: 1, heavy: true },
    { text: name === '' || name === placeCode ? kindName : name, size: unit * 1.5, smallest: 2, most: 1 },
    { text: where, size: unit * 1.1, smallest: 1.7, most: 3, grows: true },
  ];
  if (!tall) return besideCode(facts.code, area, blocks, 0.32);
  const margin = area.width * 0.08;
  const side = area.width * 0.5;
  const words = { width: area.width - 2 * margin, height: area.height - side - 4 * margin - 5 };
  const foot = setIn(facts.code, { width: words.width, size: 5, smallest: 2, most: 1 });
  return {
    ...area,
    marks: [
      ...column(blocks(Math.min(9, words.height / 9), words), margin, margin, words),
      { kind: 'code', text: facts.code, x: (area.width - side) / 2, y: area.height - side - margin * 2 - 5, side },
      { kind: 'text', text: facts.code, x: area.width / 2, y: area.height - margin, size: foot.size, align: 'center' },
    ],
  };
}

export function borrowerCard({ code, name, department }: PersonFacts, area: Area): Drawing {
  return besideCode(code, area, (unit) => [
    { text: '借阅证', size: unit * 1.1, smallest: 1.8, most: 1 },
    { text: name, size: unit * 2.1, smallest: 2.4, most: 1, heavy: true },
    { text: department ?? '', size: unit, smallest: 1.7, most: 2, grows: true },
  ]);
}
