import type { Doc, DocLine } from './doc.ts';
import type { Field } from './field.ts';
import { fieldOnLine } from './field.ts';

const strong = /(?:合\s?同|协\s?议|契\s?约|订\s?单|约定书|意向书|备忘录|委托书|本合同)\s?书?\s?(?:登记|统一|内部|文本|正式)?\s?(?:编\s?号|序\s?号|号\s?码|号)|Contract\s?(?:No|Number|Ref)\.?|Agreement\s?(?:No|Number)\.?|PO\s?No\.?|Order\s?No\.?/gi;
const weak = /(?<![\u4e00-\u9fffA-Za-z])编\s?号(?:\s?No\.?)?|(?<![A-Za-z])(?:No|Ref|Number|№)\s?[.:]|文\s?号|(?<![\u4e00-\u9fff])字\s?号/g;
const otherContract = /(?:主|原|原主|基础|对应|所属|母|相关|关联)\s?$/;
const otherThing = /(?:项目|招标|采购|备案|登记|房产|产权|许可证|证书|资格|图纸|设备|产品|订单明细|发票|税务|营业执照|身份证)\s?$/;
const value = /^(?:\s?[(]\s?No\.?[^)]{0,6}[)])?\s?[为是]?[\s:.]*((?:[([]\s?\d{2,4}\s?[)\]])?[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff()[\]\-_/.·#&+]|(?<=\d[)\]])\s(?=第?\d{1,6}号)){2,39})/;

interface Candidate {
  line: DocLine;
  first: number;
  last: number;
  text: string;
  score: number;
  /** What stands on the next line of a number broken at its hyphen. */
  rest?: string;
}

/**
 * The contract's own number, from a label (合同编号, 协议编号, 编号, No., Contract No.) in any place, running heads included. 主合同编号 and 原合同编号 name another
 * contract; GF-2017-0201 is the number of a model form.
 */
export function contractNumberOf(doc: Doc): Field | null {
  const found: Candidate[] = [];
  for (const [i, line] of doc.lines.entries()) {
    for (const [pattern, base] of [[strong, 3], [weak, 2]] as const) {
      for (const match of line.text.matchAll(pattern)) {
        const before = line.text.slice(0, match.index);
        if (otherContract.test(before) || (base === 2 && otherThing.test(before)) || (base === 2 && found.some((other) => other.line === line && other.first >= match.index && other.first < match.index + 20))) continue;
        const at = match.index + match[0].length;
        const candidate = read(line, at) ?? (/^[\s:]*$/.test(line.text.slice(at)) ? beside(doc.lines, i) : null);
        const rest = candidate && /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/.exec(line.text.slice(candidate.last + 1) === '-' ? (doc.lines[i + 1]?.text ?? '') : '')?.[0];
        if (candidate) found.push({ ...candidate, ...(rest ? { rest: `-${rest}` } : {}), score: base + position(doc, line, match.index) });
      }
    }
  }
  if (found.length === 0) found.push(...unlabelled(doc));
  for (const each of found) each.score += 0.7 * (found.filter((other) => other.text === each.text).length - 1);
  const best = found.sort((a, b) => b.score - a.score)[0];
  if (!best) return null;
  const field = fieldOnLine(best.line, best.first, best.last, best.text, best.score >= 4 ? 1 : 0.8);
  return { ...field, value: yearBrackets(field.printed.replace(/\s+/g, '')) + (best.rest ?? '') };
}

/** A year stands in round brackets or in 〔〕 (GB/T 9704-2012, 7.2.5); other and unequal pairs are readings of 〔〕. */
function yearBrackets(number: string): string {
  return number.replace(/[（(〔［[【]((?:19|20)\d{2})[)）〕］\]】]/u, (pair, year: string) => (/^[（(].*[)）]$/u.test(pair) ? pair : `〔${year}〕`));
}

function position(doc: Doc, line: DocLine, at: number): number {
  if (line.page > 0) return line.furniture ? 1 : -1.5;
  const share = line.box[1] / Math.max(1, doc.pages[0]?.height ?? 1);
  return (share < 0.35 ? 1.5 : share < 0.5 ? 0.5 : -1) + (at < 3 ? 0.5 : 0) - (/签订了|以下简称|原协议|主合同/.test(line.text) ? 3 : 0);
}

function read(line: DocLine, from: number): Omit<Candidate, 'score'> | null {
  const match = value.exec(line.text.slice(from));
  if (match?.[1] === undefined) return null;
  let text = match[1].replace(/(?:签订|签约|签署|地点|日期|时间|甲方|乙方|第\d+页|版本|项目名称).*$/, '').replace(/[-_/.·([]+$/, '');
  // A closing bracket without its opening one belongs to the sentence around the number.
  while (/[)\]]$/.test(text) && text.split(/[([]/).length < text.split(/[)\]]/).length) text = text.slice(0, -1);
  if (!plausible(text)) return null;
  const first = from + match[0].length - match[1].length;
  return { line, first, last: first + text.length - 1, text };
}

function plausible(text: string): boolean {
  if (!/\d/.test(text) || text.length < 3 || /^GF[-\d]/i.test(text)) return false;
  if (/^\d{4}年\d+月\d+日$|^1\d{10}$|^\d+[元份页个万]$/.test(text)) return false;
  const han = text.replace(/[^\u4e00-\u9fff]/g, '').length;
  return han <= 10 && !/[应须的为与将]/.test(text);
}

/** The value of a label that ends its line: the next line, where that stands to the right or below. */
function beside(lines: readonly DocLine[], i: number): Omit<Candidate, 'score'> | null {
  const [line, next] = [lines[i], lines[i + 1]];
  if (!line || !next || next.page !== line.page || next.text.length > 40 || /[\u4e00-\u9fff]{6}/.test(next.text)) return null;
  return read(next, 0);
}

/** A line near the top that is a number and nothing else: （2022）技服字第266号. */
function unlabelled(doc: Doc): Candidate[] {
  return doc.lines.filter((line) => line.page === 0 && line.box[1] < 0.3 * (doc.pages[0]?.height ?? 0)).slice(0, 8).flatMap((line) => {
    const whole = /^(?:[([]\d{4}[)\]][\u4e00-\u9fff]{1,8}字?第?\d{1,6}号|[\u4e00-\u9fff]{1,8}[([]\d{4}[)\]]第?\d{1,6}号|(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)$/.exec(line.text);
    return whole && plausible(line.text) ? [{ line, first: 0, last: line.text.length - 1, text: line.text, score: 2 }] : [];
  });
}
