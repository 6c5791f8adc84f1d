import type { Entry } from './entries.ts';
import type { Span } from './field.ts';
import type { Flow } from './flow.ts';
import { nameAt } from './party-name.ts';
import { endsLikeName, englishRoles, knownRole, letters, roleWords, side } from './words.ts';

export type PartyLetter = 'A' | 'B' | 'C' | 'D' | 'E';

/** One place where a contract names a side. */
export interface Mention {
  letter: PartyLetter | null;
  role: Span | null;
  /** Role in canonical spelling, to tell sides apart where no letter is printed. */
  roleText: string | null;
  name: Span | null;
  kind: 'head' | 'signature' | 'prose';
  at: number;
}

const roles = roleWords.join('|');
const word = `(?:${side}|${roles}|(?:${englishRoles})\\b)`;
const note = '\\s?[(\\[][^()\\[\\]]{0,30}[)\\]]';
const extra = `(?:${note}|\\s?[(]${word}(?=\\s?:)|\\s?${word}[)]|\\s?(?:单位)?(?:名称|全称|姓名)|\\s?单位|\\s?(?:${englishRoles})\\b|\\s?/\\s?${word}|\\s?[、暨]\\s?${word})`;
const lead = '^(?:[(]?[一二三四五六七八九\\d]{1,2}[)、.]\\s?|[-·*]\\s?|the\\s|合同(?=[甲乙丙]))?';
// A closing bracket is easily read twice.
const head = new RegExp(`${lead}(${word})(${extra}*)[)]?\\s?(:|[;.](?=[\\u4e00-\\u9fff])|$)?`, 'i');
const signing = /盖\s?章|签\s?章|公\s?章|签\s?字|签\s?名|章[)]|signature|seal|签署/i;

/** Mentions of the sides at the beginning of entries (`甲方（买方）：X`, `出卖人：X`, `甲方（盖章）：X`) and in prose (`X（以下简称“甲方”）`). */
export function mentionsOf(flow: Flow, entries: readonly Entry[]): Mention[] {
  const found: Mention[] = [];
  for (const [i, entry] of entries.entries()) {
    const mention = headMention(flow, entry, entries[i + 1], entries[i + 2]);
    if (mention) found.push(mention);
  }
  found.push(...proseMentions(flow));
  return found.sort((a, b) => a.at - b.at);
}

function headMention(flow: Flow, entry: Entry, next: Entry | undefined, afterNext: Entry | undefined): Mention | null {
  const match = head.exec(entry.text);
  if (!match) return unlistedMention(flow, entry);
  const [whole, first = '', rest = '', colon] = match;
  const value = entry.start + whole.length;
  const sign = signing.test(rest) || signing.test(entry.text.slice(whole.length, whole.length + 8));
  // Without a colon, prose such as 甲方应当… begins the same way: only a complete name may follow.
  let name = colon === undefined && !/[)]$/.test(whole.trim()) ? bareName(flow, entry, value) : nameAt(flow, { start: value, end: entry.end });
  if (colon === undefined && name === null && whole.trim().length < entry.text.trim().length) return null;
  // In a table of two columns what follows belongs to either side; the columns tell (party-columns.ts).
  const column = colon === undefined && flow.text[entry.start - 1] === '\t' && flow.text[entry.end] !== '\t';
  if (!name && !column && value >= entry.end - 6) name = nextName(flow, next, afterNext);
  const { letter, role } = sides(`${first}${rest}`, entry.start + (whole.indexOf(first)));
  // 出租人:某某公司(甲方), 甲方:某某公司(下称"采购方")
  const behind = name && sideBehind.exec(flow.text.slice(name.end, entry.end));
  const other = name && behind ? sides(behind[0], name.end) : null;
  const known = role ?? other?.role ?? null;
  return { letter: letter ?? other?.letter ?? null, role: known, roleText: known ? flow.text.slice(known.start, known.end) : null, name, kind: sign ? 'signature' : 'head', at: entry.start };
}

const sideBehind = new RegExp(`^\\s?[(](?:以?下)?(?:简?称)?(?:为)?["\\s]*(?:${side}|${roles})["\\s]*[)]`);
const unlisted = new RegExp(`${lead}([\\u4e00-\\u9fff]{1,5}[方人商者户])\\s?(?:[(](${side})[)])?\\s?:\\s?(?=[\\u4e00-\\u9fff(]{4})`);
const noSide = /联系|负责|代表|代理人|经办|收款|付款|收件|签[字署约]|见证|开户|法人|审核|审批|保管人|承办|监护|主管|收货人|发货人|验收/;

/** `认购方：某某有限公司`: a side's word that no list holds, or a misread one (被许司方), is known by the organisation named right after it. */
function unlistedMention(flow: Flow, entry: Entry): Mention | null {
  const match = unlisted.exec(entry.text);
  const printed = match?.[1];
  if (!match || !printed || noSide.test(printed)) return null;
  const name = nameAt(flow, { start: entry.start + match[0].length, end: entry.end }, true);
  if (!name || name.start > entry.start + match[0].length + 1 || !endsLikeName(flow.text.slice(name.start, name.end))) return null;
  const start = entry.start + match[0].indexOf(printed);
  return { letter: match[2] ? letterOf(match[2].charAt(0)) : null, role: { start, end: start + printed.length }, roleText: knownRole(printed), name, kind: 'head', at: entry.start };
}

function bareName(flow: Flow, entry: Entry, start: number): Span | null {
  const name = nameAt(flow, { start, end: entry.end }, true);
  return name && name.end >= entry.end - 1 && !/[应须向将按对于由]/.test(flow.text.slice(name.start, name.start + 2)) ? name : null;
}

function nextName(flow: Flow, next: Entry | undefined, afterNext: Entry | undefined): Span | null {
  for (const entry of [next, afterNext]) {
    if (!entry) continue;
    const label = /^(?:单位|公司|企业)?(?:名称|全称|姓名)(?:[(][^)]*[)])?\s?:?\s?/.exec(entry.text);
    if (label && label[0].length < entry.text.length) return nameAt(flow, { start: entry.start + label[0].length, end: entry.end });
    if (label) continue;
    if (/:/.test(entry.text) || new RegExp(`^${word}`).test(entry.text)) return null;
    const name = nameAt(flow, entry, true);
    return name && name.start === entry.start ? name : null;
  }
  return null;
}

function sides(text: string, offset: number): { letter: PartyLetter | null; role: Span | null } {
  const letterMatch = new RegExp(`([${letters}])\\s?方`).exec(text) ?? /Party\s?([ABC])\b/i.exec(text);
  const letter = letterMatch ? letterOf(letterMatch[1] ?? '') : null;
  const roleMatch = new RegExp(roles).exec(text) ?? /[(](?:以下|下)?(?:简?称)?[:为"\s]*([\u4e00-\u9fff]{1,5}[方人商])"?[)]/.exec(text) ?? new RegExp(`\\b(${englishRoles.replace('Party\\s?[ABC]|', '')})\\b`, 'i').exec(text);
  if (!roleMatch || new RegExp(side).test(roleMatch[1] ?? roleMatch[0])) return { letter, role: null };
  const printed = roleMatch[1] ?? roleMatch[0];
  const at = offset + roleMatch.index + roleMatch[0].indexOf(printed);
  return { letter, role: { start: at, end: at + printed.length } };
}

function letterOf(c: string): PartyLetter {
  const at = letters.indexOf(c);
  return (at >= 0 ? 'ABCDE'.charAt(at) : c.toUpperCase()) as PartyLetter;
}

const naming = new RegExp(`[(](?:(?:以下|下)(?:文|称)?(?:均|统)?(?:简?称)?(?:为)?|简称|合称|作为|hereinafter[^")]{0,40})?[:,\\s]*["']?(${word})["']?(?:(?:或|、|/|or|and)\\s?["']?[^)"']{1,16}["']?)?[)]`, 'gi');

/** What may stand between a name and the word for its side: (1)某某公司,统一社会信用代码:…,住所:…("甲方"). */
const described = /^[,(]\s?(?:统一社会|信用代码|住所|注册地|地址|法定代表人|一家|身份证)[^。;\n]{0,100}$/;

function describedName(flow: Flow, until: number): Span | null {
  const before = flow.text.slice(0, until);
  const line = Math.max(...['\n', '\t', '\f', ';', '。'].map((c) => before.lastIndexOf(c))) + 1;
  const start = line + (/^(?:[(]?[\d一二三四]{1,2}[).、]|由|与|和|及)?\s?/.exec(before.slice(line))?.[0].length ?? 0);
  const name = nameAt(flow, { start, end: until }, true);
  return name && name.start === start && described.test(before.slice(name.end)) ? name : null;
}

function proseMentions(flow: Flow): Mention[] {
  const found: Mention[] = [];
  let behind = 0;
  for (const match of flow.text.matchAll(naming)) {
    const before = flow.text.slice(0, match.index);
    const from = Math.max(behind - 1, ...['\n', '\t', '\f', ':', ';', '。'].map((c) => before.lastIndexOf(c))) + 1;
    behind = match.index + match[0].length;
    const stretch = before.slice(from);
    if (!/(?:简|下)称|hereinafter|"/i.test(match[0]) && new RegExp(`${word}$`).test(stretch)) continue;
    if (new RegExp(`^\\s?${word}\\s?$`).test(stretch)) continue;
    const lead = /^.*(?:\bbetween\b|\band\b|(?<![\u4e00-\u9fff])由|协议由|合同由|下列双方|,\s?(?![A-Z]))|^(?:由|与|和|及|同|[(]?\d{1,2}[).、]|[(]?[一二三四][)、])\s?/i.exec(stretch);
    const start = from + (lead?.[0].length ?? 0);
    const { letter, role } = sides(match[0], match.index);
    const name = nameAt(flow, { start, end: match.index }, true) ?? describedName(flow, match.index);
    if (name && (name.end >= match.index - 30 || described.test(flow.text.slice(name.end, match.index)))) found.push({ letter, role, roleText: role ? flow.text.slice(role.start, role.end) : null, name, kind: 'prose', at: match.index });
  }
  return found;
}
