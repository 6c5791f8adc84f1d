import type { Doc, DocLine } from './doc.ts';
import type { Field } from './field.ts';
import { fieldOnLine, round } from './field.ts';

const ending = /(?:合同书?|协议书?|契约|订单|订货单|采购单|委托书|确认书|备忘录|意向书|承诺书|约定书|责任书|合约|条款|(?:承诺|担保|保证|确认|委托|授权)函)(?:[(][^)]{1,20}[)])?》?$/;
const english = /\b(?:AGREEMENT|CONTRACT|MEMORANDUM OF UNDERSTANDING|PURCHASE ORDER)\b/i;
const notTitle = /^(?:本|该|根据|依据|鉴于|为|甲方|乙方|双方(?![\u4e00-\u9fff]{2,8}(?:合同|协议)书?$)|以下|签订|编号|合同编号|协议编号|第|附件|[(]?(?:示范文本|样本)|.*(?:为准|如下|简称|签订|订立|签署|共同|遵守|规定))|[,;。:]/;
const named = /^(?:合\s?同|协\s?议)\s?(?:名\s?称)\s?:\s?/;

interface Candidate {
  lines: DocLine[];
  first: number;
  last: number;
  score: number;
}

/** The title: the most prominent line at the top that names a kind of agreement, with the line above where it is set over two. */
export function titleOf(doc: Doc): Field | null {
  const top = doc.lines.filter((line) => line.page === (doc.lines[0]?.page ?? 0) && line.text !== '').slice(0, 40);
  const median = medianHeight(doc.lines);
  const parties = top.findIndex((line) => /^(?:甲\s?方|乙\s?方)[(:]|^[\u4e00-\u9fff]{2,6}(?:[(][^)]+[)])?:.*(?:公司|厂|院)/.test(line.text));
  const found: Candidate[] = [];
  for (const [i, line] of top.entries()) {
    const label = named.exec(line.text);
    if (label) found.push({ lines: [line], first: label[0].length, last: line.text.length - 1, score: 2.5 });
    const candidate = plain(line);
    if (!candidate || (line.furniture && repeatsElsewhere(doc, line) && top.some((other) => !other.furniture && other !== line && plain(other)))) continue;
    let score = 2 + 2 * Math.min(1.5, height(line) / median - 1) + (centred(doc, line) ? 1 : 0) - 0.06 * i + (line.box[1] < 0.4 * (doc.pages[0]?.height ?? 1) ? 0.5 : -0.5);
    if (parties >= 0 && i > parties) score -= 1.5;
    found.push({ ...withLineAbove(doc, top, i, candidate), score });
  }
  if (found.length === 0) for (const [i, line] of top.slice(0, 12).entries()) if (english.test(line.text) && line.text.length < 80 && !/[.;:]$/.test(line.text)) found.push({ lines: [line], first: 0, last: line.text.length - 1, score: 1 - 0.1 * i });
  const best = found.sort((a, b) => b.score - a.score)[0];
  return best ? joined(best) : null;
}

function plain(line: DocLine): Candidate | null {
  // Latin text behind a Chinese title on the same line is its translation.
  const chinese = line.text.replace(/(?<=[\u4e00-\u9fff)])\s?[A-Za-z][A-Za-z &,.'/()-]+$/, '').trim();
  if (!ending.test(chinese) || notTitle.test(chinese) || chinese.length > 40 || chinese.length < 2) return null;
  const lead = /^[*"《<\s]+/.exec(chinese)?.[0].length ?? 0;
  return { lines: [line], first: lead, last: chinese.length - (chinese.endsWith('》') ? 2 : 1), score: 0 };
}

/** A long title is broken over two lines: the upper one is as large, centred over it, and says nothing of its own. */
function withLineAbove(doc: Doc, top: readonly DocLine[], at: number, candidate: Candidate): Candidate {
  const [line, above] = [top[at], top[at - 1]];
  if (!line || !above || above.furniture || ending.test(above.text) || /[:。;]|(?:公司|集团|研究院|大学)$|^\d|编号|示范文本|^GF/.test(above.text) || !/[\u4e00-\u9fff]/.test(above.text)) return candidate;
  const same = Math.abs(height(above) - height(line)) < 0.18 * height(line);
  const near = line.box[1] - above.box[3] < 1.6 * height(line);
  const large = height(line) > 1.2 * medianHeight(doc.lines) || /^(?:及|与|和|采购|合同|协议|服务|安装|施工|承包)/.test(line.text) && line.text.length <= 6;
  return same && near && large && centred(doc, above) ? { ...candidate, lines: [above, line] } : candidate;
}

function joined({ lines, first, last, score }: Candidate): Field {
  const [upper, lower] = lines.length > 1 ? lines : [null, lines[0]];
  const field = fieldOnLine(lower as DocLine, first, last, '', Math.min(1, 0.6 + 0.1 * score));
  const above = upper ? fieldOnLine(upper, 0, upper.text.length - 1, '') : null;
  const printed = `${above?.printed ?? ''}${field.printed}`;
  const value = /[\u4e00-\u9fff]/.test(printed) ? printed.replace(/\s+/g, '') : printed;
  const place = above ? { page: field.place.page, lines: [...above.place.lines, ...field.place.lines], boxes: [...above.place.boxes, ...field.place.boxes] } : field.place;
  return { value, printed, place, confidence: round(above ? Math.min(above.confidence, field.confidence) : field.confidence) };
}

function repeatsElsewhere(doc: Doc, line: DocLine): boolean {
  return doc.lines.some((other) => other.page !== line.page && other.text === line.text);
}

function height(line: DocLine): number {
  return line.box[3] - line.box[1];
}

function medianHeight(lines: readonly DocLine[]): number {
  const all = lines.filter((line) => line.text.length > 6).map(height).sort((a, b) => a - b);
  return Math.max(1, all[all.length >> 1] ?? 1);
}

function centred(doc: Doc, line: DocLine): boolean {
  const width = doc.pages[line.page]?.width ?? 1;
  return Math.abs((line.box[0] + line.box[2]) / 2 - width / 2) < 0.1 * width;
}
