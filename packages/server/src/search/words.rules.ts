import type { ContractTypeId } from '@qige/wire';
import { type Comparison, fieldOf, readField } from './field-words.rules.ts';

/** What was asked, as a tree. Words are as typed; folding them is the query's business. */
export type Asked =
  | { kind: 'word'; text: string }
  | Comparison
  | { kind: 'and' | 'or'; of: readonly Asked[] }
  | { kind: 'not'; of: Asked };

export type WordsVerdict = { kind: 'asked'; root: Asked | null } | { kind: 'unreadable'; part: string; why: 'range' | 'value' };

type Token = { kind: 'word'; text: string; quoted: boolean } | { kind: 'open' | 'close' | 'or' | 'and' | 'not' };

const openQuotes = '"“「『';
const closing: Record<string, string> = { '"': '"”', '“': '”"', '「': '」', '『': '』' };

/** A bracket or a minus is a sign only where a word could begin; inside one it is text, as in `合同(补充)` or `XS-2026`. */
function* tokens(text: string): Generator<Token> {
  const chars = [...text];
  let i = 0;
  let depth = 0;
  while (i < chars.length) {
    const char = chars[i] ?? '';
    const isNot = char === '-' && /\S/u.test(chars[i + 1] ?? ' ');
    const isClose = char === ')' && depth > 0;
    if (char === '(' || isClose) {
      depth += isClose ? -1 : 1;
      yield { kind: isClose ? 'close' : 'open' };
    } else if (isNot) yield { kind: 'not' };
    else if (/\S/u.test(char)) {
      const { word, quoted, next } = takeWord(chars, i, depth);
      i = next;
      yield sign(word, quoted);
      continue;
    }
    i++;
  }
}

function sign(text: string, quoted: boolean): Token {
  if (quoted) return { kind: 'word', text, quoted };
  if (text === 'OR' || text === '|') return { kind: 'or' };
  if (text === 'AND' || text === '&') return { kind: 'and' };
  if (text === 'NOT') return { kind: 'not' };
  return { kind: 'word', text, quoted };
}

function takeWord(chars: readonly string[], start: number, depth: number): { word: string; quoted: boolean; next: number } {
  let word = '';
  let quoted = false;
  let i = start;
  for (; i < chars.length; i++) {
    const char = chars[i] ?? '';
    const startsQuote = openQuotes.includes(char) && (word === '' || /[:：]$/.test(word));
    if (startsQuote) {
      const end = chars.findIndex((other, at) => at > i && (closing[char] ?? '').includes(other));
      const stop = end < 0 ? chars.length : end;
      word += chars.slice(i + 1, stop).join('');
      quoted ||= i === start;
      i = stop;
    } else if (/\s/u.test(char) || (char === ')' && depth > 0 && balanced(word))) break;
    else word += char;
  }
  return { word, quoted, next: i };
}

const balanced = (word: string): boolean => [...word].filter((char) => char === '(').length <= [...word].filter((char) => char === ')').length;

/** Reads the search box. Lenient where it can guess, a verdict where a guess would mislead. */
export function readWords(text: string): WordsVerdict {
  const list = [...tokens(text)];
  let at = 0;
  const peek = (): Token | undefined => list[at];

  const either = (): Asked | null => {
    const parts = [all()];
    while (peek()?.kind === 'or') {
      at++;
      parts.push(all());
    }
    return join('or', parts);
  };
  const all = (): Asked | null => {
    const parts: (Asked | null)[] = [];
    for (let next = peek(); next && next.kind !== 'or' && next.kind !== 'close'; next = peek()) {
      if (next.kind === 'and') at++;
      else parts.push(one());
    }
    return join('and', parts);
  };
  const one = (): Asked | null => {
    const next = list[at++];
    if (next?.kind === 'not') {
      const of = one();
      return of && { kind: 'not', of };
    }
    if (next?.kind === 'open') {
      const inside = either();
      if (peek()?.kind === 'close') at++;
      return inside;
    }
    return next?.kind === 'word' ? wordOrField(next) : null;
  };

  try {
    const root = either();
    return { kind: 'asked', root };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', part: error.message, why: error.why };
    throw error;
  }
}

class Unreadable extends Error {
  readonly why: 'range' | 'value';
  constructor(part: string, why: 'range' | 'value') {
    super(part);
    this.why = why;
  }
}

function wordOrField({ text, quoted }: { text: string; quoted: boolean }): Asked | null {
  const match = quoted ? null : /^([\p{L}]+)[:：](.+)$/su.exec(text);
  const field = match?.[1] ? fieldOf(match[1]) : undefined;
  if (field && match?.[2]) {
    const read = readField(field, match[2]);
    if ('unreadable' in read) throw new Unreadable(text, read.unreadable);
    return read;
  }
  return text === '' ? null : { kind: 'word', text };
}

function join(kind: 'and' | 'or', parts: readonly (Asked | null)[]): Asked | null {
  const of = parts.filter((part) => part !== null);
  const [only] = of;
  if (of.length <= 1) return only ?? null;
  return { kind, of };
}

/** The words that are wanted (not those excluded): what is marked on a page. */
export function wantedWords(asked: Asked | null): string[] {
  if (!asked) return [];
  if (asked.kind === 'word') return [asked.text];
  if (asked.kind === 'and' || asked.kind === 'or') return asked.of.flatMap(wantedWords);
  if (asked.kind === 'contains') return [asked.text];
  return [];
}

/** Whether the question turns on amounts, even by leaving some out. */
export function asksAmounts(asked: Asked | null): boolean {
  if (!asked) return false;
  if (asked.kind === 'and' || asked.kind === 'or') return asked.of.some(asksAmounts);
  return asked.kind === 'not' ? asksAmounts(asked.of) : asked.kind === 'amounts';
}

/** Whether a type is asked for by its name. */
export function namesTypes(asked: Asked): boolean {
  if (asked.kind === 'and' || asked.kind === 'or') return asked.of.some(namesTypes);
  return asked.kind === 'not' ? namesTypes(asked.of) : asked.kind === 'type';
}

export function withTypes(asked: Asked, idsOf: (name: string) => readonly ContractTypeId[]): Asked {
  if (asked.kind === 'and' || asked.kind === 'or') return { kind: asked.kind, of: asked.of.map((part) => withTypes(part, idsOf)) };
  if (asked.kind === 'not') return { kind: 'not', of: withTypes(asked.of, idsOf) };
  return asked.kind === 'type' ? { ...asked, ids: idsOf(asked.name) } : asked;
}

const registerFields = ['number', 'title', 'party', 'place', 'note'] as const;

/** The same question of the register alone: a word must stand in number, title, party, place or a note, not on a page. */
export function inRegister(asked: Asked): Asked {
  if (asked.kind === 'and' || asked.kind === 'or') return { kind: asked.kind, of: asked.of.map(inRegister) };
  if (asked.kind === 'not') return { kind: 'not', of: inRegister(asked.of) };
  return asked.kind === 'word' ? { kind: 'or', of: registerFields.map((field) => ({ kind: 'contains', field, text: asked.text })) } : asked;
}
