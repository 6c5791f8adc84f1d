import { usccVerdict } from '@qige/rules/uscc';
import type { Doc } from './doc.ts';
import type { Field, Span } from './field.ts';
import { doubtful, fieldAt } from './field.ts';
import type { Flow } from './flow.ts';
import { partyColumns } from './party-columns.ts';
import type { PartyColumn } from './party-columns.ts';
import type { Mention, PartyLetter } from './party-mentions.ts';

export interface Code extends Span {
  field: Field;
  valid: boolean;
  labelled: boolean;
}

const label = /(?:统\s?一)?社\s?会\s?信\s?用\s?代\s?码|信用代码|纳税人识别号|纳税识别号|税务?登记号|税号|营业执照(?:注册)?号?码?|USCC|Unified Social Credit (?:Code|Identifier)|Credit Code/gi;
const run = /^(?:[^\n\f0-9A-Za-z]{0,14}|\s?:?\s?\n)(?:USCC|Code|No\.?)?[^\n\f0-9A-Za-z]{0,6}([0-9A-Za-z](?:[ \t-]?[0-9A-Za-z]){13,20})(?![0-9A-Za-z])/i;
const bare = /(?<![0-9A-Za-z])[159ANY][0-9A-Za-z]\d{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])/g;

/** Credit codes of the text in order: labelled ones whether they hold or not, unlabelled ones (behind a name, in brackets) only where they do. */
export function codesOf(flow: Flow): Code[] {
  const found: Code[] = [];
  for (const match of flow.text.matchAll(label)) {
    const from = match.index + match[0].length;
    const code = run.exec(flow.text.slice(from, from + 64).split('\n').slice(0, 2).join('\n'));
    // Before 2015 a tax or registration number had fifteen digits: no credit code, and no wrong one.
    if (code?.[1] === undefined || (/^\d{15}$/.test(code[1]) && !match[0].includes('信用'))) continue;
    const start = from + code[0].length - code[1].length;
    push(found, flow, { start, end: start + code[1].length }, true);
  }
  for (const match of flow.text.matchAll(bare)) {
    const before = flow.text.slice(Math.max(0, match.index - 12), match.index);
    if (/[账帐]号|身份证|电话|证件|卡号/.test(before)) continue;
    push(found, flow, { start: match.index, end: match.index + 18 }, false);
  }
  return found.sort((a, b) => a.start - b.start);
}

function push(found: Code[], flow: Flow, span: Span, labelled: boolean): void {
  if (found.some((other) => other.start < span.end && span.start < other.end)) return;
  const printed = flow.text.slice(span.start, span.end).replace(/[\s-]/g, '').toUpperCase();
  const verdict = usccVerdict(printed);
  if (!labelled && verdict.kind === 'invalid' && !(verdict.suggestion && /[(]$/.test(flow.text.slice(0, span.start)))) return;
  const value = verdict.kind === 'valid' ? verdict.code : trusted(flow, span, printed, verdict.suggestion) ? (verdict.suggestion ?? printed) : printed;
  const field = fieldAt(flow, span, value, verdict.kind === 'valid' ? 1 : 0.5);
  if (value !== printed) field.suggested = true;
  found.push({ ...span, field, valid: verdict.kind === 'valid', labelled });
}

/** A repair is taken for the value only where it replaces letters that cannot occur or characters the reader was unsure of. */
function trusted(flow: Flow, span: Span, printed: string, suggestion: string | null): boolean {
  if (suggestion === null) return false;
  if (suggestion.length < printed.length) return true;
  const places: number[] = [];
  for (let i = span.start; i < span.end; i++) if (!/[\s-]/.test(flow.text.charAt(i))) places.push(i);
  return [...suggestion].every((c, i) => c === printed.charAt(i) || /[OISZV]/.test(printed.charAt(i)) || doubtful(flow, { start: places[i] ?? 0, end: (places[i] ?? 0) + 1 }, 0.92).count > 0);
}

/** Which side each code belongs to: by the column it stands in, by the order where both names come first, else by the name before it. */
export function assignCodes(doc: Doc, codes: readonly Code[], mentions: readonly (Mention & { letter: PartyLetter })[]): Map<PartyLetter, Code[]> {
  const owners = new Map<PartyLetter, Code[]>();
  const give = (letter: PartyLetter, code: Code) => owners.set(letter, [...(owners.get(letter) ?? []), code]);
  const columns = partyColumns(doc);
  let block: Code[] = [];
  for (const [i, code] of codes.entries()) {
    const letter = columnOwner(doc, code, columns) ?? besideOwner(doc, code, mentions);
    if (letter) give(letter, code);
    else block.push(code);
    const next = codes[i + 1];
    const parted = !next || mentions.some((mention) => mention.at > code.start && mention.at < next.start);
    if (!parted) continue;
    settle(block, mentions, give);
    block = [];
  }
  return owners;
}

/** A run of codes with no name between them: shared out in order when at least as many names stand right before them, else all go to the last. */
function settle(block: readonly Code[], mentions: readonly (Mention & { letter: PartyLetter })[], give: (letter: PartyLetter, code: Code) => void): void {
  const first = block[0];
  if (!first) return;
  const before = mentions.filter((mention) => mention.at < first.start);
  const recent = before.filter((mention, i) => before.findLastIndex((other) => other.letter === mention.letter) === i).slice(-block.length);
  for (const [i, code] of block.entries()) {
    const owner = block.length > 1 ? recent[i] : before.at(-1);
    if (owner) give(owner.letter, code);
  }
}

function columnOwner(doc: Doc, code: Code, columns: ReturnType<typeof partyColumns>): PartyLetter | null {
  const box = code.field.place.boxes[0];
  const line = doc.flow.line[code.start];
  if (!box || !line) return null;
  const row = doc.rows.find((each) => each.cells.some((cell) => cell.includes(line)));
  for (const heads of columns) {
    const [first] = heads;
    if (!first || first.page !== code.field.place.page || first.top > box[1] || !row || row.cells.length < 2) continue;
    // Text in a cell begins where its head does or is centred under it; the code itself may stand behind its label, near the next column.
    const apart = ({ left, right }: PartyColumn) => Math.min(Math.abs(line.box[0] - left), Math.abs((line.box[0] + line.box[2] - left - right) / 2));
    const nearest = [...heads].sort((a, b) => apart(a) - apart(b))[0];
    if (nearest?.letter) return nearest.letter;
  }
  return null;
}

/** Names set side by side: the code goes to the one above it. */
function besideOwner(doc: Doc, code: Code, mentions: readonly (Mention & { letter: PartyLetter })[]): PartyLetter | null {
  const box = code.field.place.boxes[0];
  if (!box) return null;
  const near = mentions.flatMap((mention) => {
    const line = doc.flow.line[mention.at];
    return line && line.page === code.field.place.page && line.box[1] <= box[3] && box[1] - line.box[3] < 12 * (box[3] - box[1]) ? [{ letter: mention.letter, line }] : [];
  });
  const pair = near.find((a) => near.some((b) => a.letter !== b.letter && Math.min(a.line.box[3], b.line.box[3]) - Math.max(a.line.box[1], b.line.box[1]) > 0.4 * (a.line.box[3] - a.line.box[1]) && (a.line.box[2] <= b.line.box[0] || b.line.box[2] <= a.line.box[0])));
  if (!pair) return null;
  const beside = near.filter((each) => Math.abs(each.line.box[1] - pair.line.box[1]) < pair.line.box[3] - pair.line.box[1]);
  const over = beside.filter((each) => each.line.box[0] < box[2] && each.line.box[2] > box[0]);
  return over.length === 1 ? (over[0]?.letter ?? null) : null;
}
