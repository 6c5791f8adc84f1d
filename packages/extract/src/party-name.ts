import type { Span } from './field.ts';
import type { Flow } from './flow.ts';
import { endsLikeName, entryLabels, nameEnding } from './words.ts';

const stopLabel = new RegExp(`\\s?(?:${entryLabels})\\s?(?:[(][^)]{1,8}[)])?\\s?:`);
const partOfName = /^(?:有限合伙|普通合伙|特殊普通合伙|个体工商户|集团|个人独资|中国|[\u4e00-\u9fff]{2,8})$/;

/**
 * The party's name at the beginning of a stretch of text: a company up to its legal form, brackets of a place included, or a person. What follows
 * (credit code, 以下简称, the next label) is left out. Null where nothing there can be a name; `strict` asks for an organisation.
 */
export function nameAt(flow: Flow, span: Span, strict = false): Span | null {
  const text = flow.text.slice(span.start, span.end);
  const lead = /^[\s:_]*(?:[(](?:盖章|公章|签章|签字|签名|全称|章|盖公章|签字或盖章|签字、?盖章|公司盖章|单位盖章|印章)[)]\s?:?\s?|(?:盖章|签章|公章|签字盖章)\s?:\s?)?_*/.exec(text)?.[0].length ?? 0;
  let end = text.length;
  const cut = (at: number) => {
    if (at >= 0 && at < end) end = at;
  };
  cut(lead + text.slice(lead).search(/[;。\n\t\f_"|]/) < lead ? -1 : lead + text.slice(lead).search(/[;。\n\t\f_"|]/));
  const label = stopLabel.exec(text.slice(lead));
  if (label) cut(lead + label.index);
  cut(comma(text, lead));
  end = brackets(text, lead, end);
  const chinese = /[\u4e00-\u9fff]/.test(text.slice(lead, end));
  if (chinese) end = chineseEnd(text, lead, end);
  while (end > lead && /[\s,:、(]/.test(text.charAt(end - 1))) end--;
  const name = text.slice(lead, end);
  if (!plausible(name, strict)) return null;
  return { start: span.start + lead, end: span.start + end };
}

function comma(text: string, from: number): number {
  for (let at = text.indexOf(',', from); at >= 0; at = text.indexOf(',', at + 1)) if (!/^,\s?(?:Ltd|Inc|LLC|Limited|Co\b)/i.test(text.slice(at))) return at;
  return -1;
}

/** Keeps brackets that belong to the name (（厦门）, （有限合伙）) and cuts before those that only say something about it. */
function brackets(text: string, from: number, to: number): number {
  for (let at = text.indexOf('(', from); at >= 0 && at < to; at = text.indexOf('(', at + 1)) {
    const close = text.indexOf(')', at);
    const inside = close < 0 ? text.slice(at + 1) : text.slice(at + 1, close);
    const after = close < 0 ? '' : text.slice(close + 1, to);
    const legalForm = /合伙|个体工商户|集团|个人独资/.test(inside);
    if (at === from || !partOfName.test(inside) || /简称|下称|盖章|签章|公章|签字|甲方|乙方|丙方|买方|卖方/.test(inside)) return at === from ? from : at;
    if (!legalForm && endsLikeName(text.slice(from, at)) && !new RegExp(`^[\\u4e00-\\u9fff()]{0,16}${nameEnding}`).test(after)) return at;
  }
  return to;
}

/** A Chinese name that has its legal form ends there, whatever the scanner hung on; Latin text after it is its translation. */
function chineseEnd(text: string, from: number, to: number): number {
  const name = text.slice(from, to);
  const legal = /^.*(?:公司|事务所|研究院|大学|医院|合伙\)|个体工商户\))(?:[\u4e00-\u9fff()]{0,12}(?:分公司|支公司|分行|支行|分所|分院|[工总分]厂|医院|项目部|中心|分局|供电局|局|研究院|研究所|研究中心|学院|事业部|营业部|经营部|分店|校区))?/.exec(name);
  if (legal) return from + legal[0].length;
  const latin = /(?<=[\u4e00-\u9fff)])\s?[A-Za-z]{2}.*$/.exec(name);
  const space = /(?<=[\u4e00-\u9fff)]{2})\s(?=[\u4e00-\u9fff])/.exec(name);
  return from + Math.min(latin?.index ?? name.length, space?.index ?? name.length);
}

function plausible(name: string, strict: boolean): boolean {
  if (name.length < 2 || name.length > 60 || /[:?!<>《》]|^\d+$|^[-_\s]+$/.test(name)) return false;
  if (endsLikeName(name)) return name.length >= 4 && !/^(?:应|须|将|在|按|不|未|有权|提供|负责|以下|本合同|本协议|双方|任何一方|如|因|对|向|与|为)/.test(name);
  if (strict) return false;
  if (/(?:签字|盖章|签章|日期|地址|电话|代表|名称|一方|以下|统一|编号|合同|协议)/.test(name)) return false;
  return /^[\u4e00-\u9fff·]{2,5}$/.test(name) || /^[\u4e00-\u9fff()（）]{4,30}$/.test(name) || /^[A-Z][A-Za-z.&' -]{3,}$/.test(name);
}
