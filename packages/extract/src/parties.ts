import { squash } from './canonical.ts';
import type { Doc } from './doc.ts';
import type { Entry } from './entries.ts';
import type { Field, Span } from './field.ts';
import { certainty, hasHole, round, textAt } from './field.ts';
import { consensus } from './name-consensus.ts';
import type { Reading } from './name-consensus.ts';
import { assignCodes, codesOf } from './party-codes.ts';
import type { Code } from './party-codes.ts';
import { columnMentions } from './party-columns.ts';
import { mentionsOf } from './party-mentions.ts';
import type { Mention, PartyLetter } from './party-mentions.ts';
import { endsLikeName, knownRole, placeHead } from './words.ts';

export interface Party {
  letter: PartyLetter;
  role: Field | null;
  name: Field | null;
  uscc: Field | null;
}

export interface PartyEvidence {
  parties: Party[];
  mentions: (Mention & { letter: PartyLetter })[];
}

/** The sides of the contract, 甲方 first; where no letter is printed, in the order in which their roles first appear. */
export function partiesOf(doc: Doc, entries: readonly Entry[], main: number): PartyEvidence {
  const all = [...columnMentions(doc), ...mentionsOf(doc.flow, entries)].sort((a, b) => a.at - b.at);
  const own = all.filter((mention) => mention.at < main);
  const mentions = lettered(own.some((mention) => mention.name) ? own : all);
  const codes = assignCodes(doc, codesOf(doc.flow), [...mentions, ...namesakes(doc, mentions)].sort((a, b) => a.at - b.at));
  const present = [...new Set(mentions.filter((mention) => mention.name).map((mention) => mention.letter))].sort();
  return {
    mentions,
    parties: present.map((letter) => {
      const mine = mentions.filter((mention) => mention.letter === letter);
      return { letter, role: roleOf(doc, mine), name: nameOf(doc, mine), uscc: codeOf(codes.get(letter) ?? []) };
    }),
  };
}

/** Where a side's name stands without its role: in a table's cell, as an account's holder. */
function namesakes(doc: Doc, mentions: PartyEvidence['mentions']): PartyEvidence['mentions'] {
  const names = new Map(mentions.flatMap(({ letter, name }) => (name && name.end - name.start > 5 ? [[doc.flow.text.slice(name.start, name.end), letter] as const] : [])));
  return [...names].flatMap(([text, letter]) => {
    const places: number[] = [];
    for (let at = doc.flow.text.indexOf(text); at >= 0; at = doc.flow.text.indexOf(text, at + 1)) if (!mentions.some(({ name }) => name?.start === at)) places.push(at);
    return places.map((at) => ({ letter, role: null, roleText: null, name: null, kind: 'prose' as const, at }));
  });
}

function lettered(mentions: readonly Mention[]): (Mention & { letter: PartyLetter })[] {
  const byRole = new Map<string, PartyLetter>();
  const byName = new Map<string, PartyLetter>();
  for (const { letter, roleText } of mentions) if (letter && roleText && !byRole.has(roleText)) byRole.set(roleText, letter);
  const lettersUsed = mentions.some((mention) => mention.letter);
  // Without 甲方 and 乙方 the first role named is the first side; a role without any name (买受人应当…) does not count.
  if (!lettersUsed) {
    for (const { roleText, name } of mentions) if (roleText && name && !byRole.has(roleText) && byRole.size < 5) byRole.set(roleText, 'ABCDE'.charAt(byRole.size) as PartyLetter);
  }
  for (const mention of mentions) if (mention.letter && mention.name) byName.set(String(mention.name.start), mention.letter);
  return mentions.flatMap((mention) => {
    const letter = mention.letter ?? (mention.roleText ? byRole.get(mention.roleText) : undefined);
    return letter ? [{ ...mention, letter }] : [];
  });
}

function roleOf(doc: Doc, mine: readonly Mention[]): Field | null {
  const best = mine.find((mention) => mention.role && mention.name && mention.kind !== 'signature') ?? mine.find((mention) => mention.role && mention.kind !== 'signature') ?? mine.find((mention) => mention.role);
  if (!best?.role) return null;
  const field = textAt(doc.flow, best.role);
  return { ...field, value: knownRole(field.value) };
}

function nameOf(doc: Doc, mine: readonly Mention[]): Field | null {
  const named = mine.flatMap((mention) => (mention.name ? [{ kind: mention.kind, span: mention.name, text: readingOf(doc, mention.name).field.value }] : []));
  const rest = squash(doc.flow.text).replaceAll('(', '（').replaceAll(')', '）');
  const scored = named.map((each) => {
    const printed = textAt(doc.flow, each.span);
    const field = /[\u4e00-\u9fff]/.test(each.text) ? { ...printed, value: each.text } : printed;
    const votes = named.filter((other) => other.text === each.text).length;
    const elsewhere = Math.min(4, rest.split(each.text).length - 1);
    // A misread name stands once; the true one is repeated in the signature block, the account, the running head.
    const stray = !placeHead.test(each.text) && named.some((other) => other.text !== each.text && each.text.endsWith(other.text)) ? 1.5 : 0;
    const headless = named.some((other) => other.text !== each.text && placeHead.test(other.text) && other.text.endsWith(each.text)) ? 1.5 : 0;
    const score = -stray - headless + votes + 0.4 * elsewhere + field.confidence + (endsLikeName(each.text) ? 1.5 : 0) + (named.some((other) => other.text !== each.text && other.text.length > each.text.length + 2 && other.text.endsWith(each.text.slice(-5))) ? -1.5 : 0) + (each.kind === 'signature' ? 0 : 0.5) + (each.text.length > 3 ? 0.3 : 0);
    return { field, score, votes, span: each.span };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  if (!best) return null;
  const field = { ...best.field, confidence: round(best.field.confidence * (best.votes > 1 ? 1 : 0.93) * (hasHole(doc.flow, best.span) ? 0.6 : 1)) };
  const readings = [...named.map(({ span }) => span), ...elsewhereSpans(doc, best.field.value).filter((span) => !named.some((each) => each.span.start < span.end && span.start < each.span.end))].map((span) => readingOf(doc, span));
  return consensus({ field, chars: readingOf(doc, best.span).chars }, readings);
}

/** Places where a name with the same tail stands that no label announces: an account holder, a running text. */
function elsewhereSpans(doc: Doc, name: string): Span[] {
  const tail = name.slice(Math.max(2, Math.min(4, name.length - 6)));
  const found: Span[] = [];
  for (let at = doc.flow.text.indexOf(tail); at >= 0 && found.length < 12 && tail.length >= 6; at = doc.flow.text.indexOf(tail, at + 1)) {
    const start = at - (name.length - tail.length);
    const head = doc.flow.text.slice(start, at);
    if (start >= 0 && /^[\u4e00-\u9fff()]+$/.test(head) && head.slice(0, 2) === name.slice(0, 2)) found.push({ start, end: at + tail.length });
  }
  return found;
}

/** Brackets opened and not closed. */
function opened(text: string): number {
  return text.split('(').length - text.split(')').length;
}

/** The rest of a name broken off at the edge of its block: the line right below it that completes it, when reading went on elsewhere first. */
function restOf(doc: Doc, span: Span): Span | null {
  const name = doc.flow.text.slice(span.start, span.end);
  const line = doc.flow.line[span.end - 1];
  if (!line || endsLikeName(name) || name.length < 5) return null;
  const height = line.box[3] - line.box[1];
  const below = doc.lines.find((other) => other.page === line.page && other.text.length <= 14 && other.box[1] > line.box[1] + 0.5 * height && other.box[1] - line.box[3] < height && Math.abs(other.box[0] - line.box[0]) < 8 * height && other.box[0] < line.box[2] && endsLikeName(name + other.text));
  return (below && doc.flow.spans.get(below)) ?? null;
}

function readingOf(doc: Doc, span: Span): Reading {
  const rest = restOf(doc, span);
  const own = charsOf(doc, span);
  const chars = rest ? [...own, ...charsOf(doc, rest)] : own;
  return { field: { ...textAt(doc.flow, span), value: chars.map((char) => char.text).join('') }, chars };
}

function charsOf(doc: Doc, span: Span): { text: string; confidence: number }[] {
  const chars: { text: string; confidence: number }[] = [];
  for (let i = span.start; i < span.end; i++) {
    const text = doc.flow.text.charAt(i);
    if (/[\s]/.test(text) || !doc.flow.line[i] || (text === ')' && opened(doc.flow.text.slice(span.start, i)) <= 0)) continue;
    chars.push({ text: text === '(' ? '（' : text === ')' ? '）' : text, confidence: certainty(doc.flow, { start: i, end: i + 1 }) });
  }
  return chars;
}

function codeOf(codes: readonly Code[]): Field | null {
  const rank = (code: Code) => (code.valid ? 4 : code.field.suggested ? 2 : 0) + (code.labelled ? 1 : 0) + codes.filter((other) => other.field.value === code.field.value).length * 0.5;
  return [...codes].sort((a, b) => rank(b) - rank(a))[0]?.field ?? null;
}

