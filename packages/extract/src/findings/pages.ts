import { canonical } from '../canonical.ts';
import type { ExtractPage } from '../page.ts';
import { bareNumberAtFoot, pageNumberOf } from '../page-number.ts';
import type { PageNumber } from '../page-number.ts';
import type { Place } from '../field.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

interface Numbered {
  at: number;
  number: PageNumber;
  place: Place;
}

/** Pages the printed numbers promise and the scan does not hold: a gap, a first page above 1, a last page below 共N页. */
export function pageFindings({ doc }: Evidence): Finding[] {
  const explicit = doc.pages.map(numberOn);
  const plain = explicit.some((found) => found !== null) ? explicit : bareNumbers(doc.pages);
  const of = total(plain.filter((found) => found !== null));
  const numbered = doc.pages.flatMap((page, at) => plain[at] ?? slashMisread(page, at, of) ?? []);
  const all = runs(numbered);
  return all.flatMap((run) => missingIn(run, doc.pages.length, run === all.at(-1)));
}

function numberOn(page: ExtractPage, at: number): Numbered | null {
  const lines = page.lines.map((line, index) => ({ line, index }));
  for (const { line, index } of [...lines.slice(-4).toReversed(), ...lines.slice(0, 3)]) {
    const text = canonical(line.text).text;
    const whole = pageNumberOf(text);
    const tail = whole ?? pageNumberOf(/第\s?\d{1,3}\s?页\s?[,/]?\s?共\s?\d{1,3}\s?页$|Page\s?\d{1,3}\s?of\s?\d{1,3}$/i.exec(text)?.[0] ?? '');
    if (tail) return { at, number: tail, place: { page: at, lines: [index], boxes: [line.box] } };
  }
  return null;
}

/** Bare numbers at the foot, where they go up from sheet to sheet: one alone may be anything. */
function bareNumbers(pages: readonly ExtractPage[]): (Numbered | null)[] {
  const all = pages.map((page, at): Numbered | null => {
    const found = bareNumberAtFoot(page);
    return found && { at, number: { page: found.page, of: null }, place: { page: at, lines: [found.index], boxes: [page.lines[found.index]?.box ?? [0, 0, 0, 0]] } };
  });
  const numbers = all.flatMap((each) => each?.number.page ?? []);
  const rising = numbers.length > 1 && numbers.every((page, i) => i === 0 || page > (numbers[i - 1] ?? 0));
  return rising && (numbers.at(-1) ?? 0) <= 2 * pages.length ? all : all.map(() => null);
}

/** `2/3` whose stroke was read as a digit or a letter, where the other pages say that there are three. */
function slashMisread(page: ExtractPage, at: number, of: number | null): Numbered | null {
  if (of === null) return null;
  for (const [index, line] of [...page.lines.entries()].slice(-3).toReversed()) {
    const number = Number(new RegExp(`^(\\d{1,3})[1lI|!]${of}$`).exec(canonical(line.text).text.replace(/\s/g, ''))?.[1] ?? 0);
    if (number >= 1 && number <= of) return { at, number: { page: number, of }, place: { page: at, lines: [index], boxes: [line.box] } };
  }
  return null;
}

/** An annex that counts from 1 again is a run of its own. */
function runs(numbered: readonly Numbered[]): Numbered[][] {
  const all: Numbered[][] = [];
  for (const each of numbered) {
    const run = all.at(-1);
    const last = run?.at(-1);
    if (run && last && each.number.page > last.number.page) run.push(each);
    else all.push([each]);
  }
  // A single number out of step with its neighbours was misread.
  return all.length > 1 && all.some((run) => run.length > 1) ? all.filter((run) => run.length > 1 || run[0]?.number.page === 1) : all;
}

function missingIn(run: readonly Numbered[], pages: number, lastRun: boolean): Finding[] {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return [];
  const of = total(run);
  const missing: { page: number; place: Place }[] = [];
  const note = (from: number, to: number, place: Place) => {
    for (let page = from; page <= to; page++) missing.push({ page, place });
  };
  // Sheets without a readable number stand in for the numbers between their neighbours.
  if (first.number.page > first.at + 1) note(1, first.number.page - first.at - 1, first.place);
  for (const [i, each] of run.entries()) {
    const next = run[i + 1];
    if (!next) continue;
    const gap = next.number.page - each.number.page - (next.at - each.at);
    if (gap > 0) note(each.number.page + 1, each.number.page + gap, next.place);
  }
  const rest = lastRun ? pages - 1 - last.at : 0;
  if (of !== null && last.number.page + rest < of) note(last.number.page + rest + 1, of, last.place);
  if (missing.length > 20) return [];
  return missing.map(({ page, place }) => ({ type: 'missingPage', severity: 'error', source: 'DA/T 31-2017 扫描件页码完整性', place, params: { page, of } }));
}

function total(run: readonly Numbered[]): number | null {
  const counts = new Map<number, number>();
  for (const { number } of run) if (number.of !== null) counts.set(number.of, (counts.get(number.of) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked[0]?.[0] ?? null;
}
