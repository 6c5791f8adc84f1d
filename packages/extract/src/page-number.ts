import { parseChineseNumber } from '@qige/rules/chinese-numbers';
import type { ExtractPage } from './page.ts';

export interface PageNumber {
  page: number;
  of: number | null;
}

const number = '[0-9一二三四五六七八九十]{1,4}';
const patterns: readonly RegExp[] = [
  new RegExp(`^第?\\s?(${number})\\s?页\\s?[,、/|(]?\\s?[(]?\\s?[共总]\\s?(${number})\\s?页?\\s?[)]?$`),
  new RegExp(`^共\\s?(${number})\\s?页\\s?[,、/|]?\\s?第\\s?(${number})\\s?页$`),
  new RegExp(`^第\\s?(${number})\\s?页$`),
  /^(?:page|p\.?)\s?(\d{1,4})\s?(?:[o0]f|\/)\s?(\d{1,4})$/i,
  /^page\s?(\d{1,4})$/i,
  /^[-~·]{0,2}\s?(\d{1,3})\s?[/|]\s?(\d{1,3})\s?[-~·]{0,2}$/,
  // One of the two dashes is easily lost.
  /^(?=.*[-~·—_])[-~·—_]{0,3}\s?(\d{1,3})\s?[-~·—_]{0,3}$/,
];

/** Page number a line prints and nothing else: 第 2 页 共 3 页, 2 / 3, - 2 -, Page 2 of 3, 共3页第2页. Null for any other line. */
export function pageNumberOf(text: string): PageNumber | null {
  const clean = text.trim().replace(/^[.,:'\s]+|[.,:'\s]+$/g, '').replace(/(?<=\d)\s(?=\d)/g, '').replace(/(?<=(?:page|of|第|共|\/|^-)\s?\d?)[lI|!](?=\d?\s?(?:of|页|\/|-|$))/gi, '1').replace(/(?<=\d)O/g, '0');
  for (const [i, pattern] of patterns.entries()) {
    const match = pattern.exec(clean);
    if (!match) continue;
    const [first, second] = [match[1], match[2]].map((part) => (part === undefined ? null : parseChineseNumber(part)));
    const [page, of] = i === 1 ? [second, first] : [first, second ?? null];
    if (page === null || page === undefined || page < 1 || (of !== null && of !== undefined && page > of)) return null;
    return { page, of: of ?? null };
  }
  return null;
}

/** The line that is a page's number and nothing else, bare at the foot of the page as a word processor sets it, and that number. */
export function bareNumberAtFoot({ lines, height }: ExtractPage): { index: number; page: number } | null {
  const index = lines.length - 1;
  const last = lines[index];
  const page = last && last.box[1] > 0.88 * height ? Number(/^\d{1,3}$/.exec(last.text.trim())?.[0] ?? 0) : 0;
  return page > 0 ? { index, page } : null;
}
