import type { Field, Span } from './field.ts';
import { textAt } from './field.ts';
import type { Flow } from './flow.ts';

export interface Dispute {
  choice: Field | null;
  arbitration: Span | null;
  court: Span | null;
}

const body = '[\\u4e00-\\u9fff()（）·]{2,24}?(?:仲\\s?裁\\s?委\\s?员\\s?会|仲裁院|国际仲裁中心|仲裁中心)(?:[(][^)]{2,20}[)])?(?:[\\u4e00-\\u9fff]{2,6}分会)?(?:/[\\u4e00-\\u9fff]{2,16}(?:仲裁委员会|仲裁院|仲裁中心))?';
const arbitration = [
  new RegExp(`(?:提\\s?交|提请|申请|由|向|递交|交由|选择|提交至|交)\\s?(?:位于[^,]{2,10}的)?(${body})`, 'g'),
  new RegExp(`(${body})`, 'g'),
  /(?:submitted to|referred to|settled by|before|administered by)\s(?:the\s)?([A-Z][A-Za-z &-]{4,70}?(?:Arbitration Commission|Arbitration Cent(?:re|er)|Court of Arbitration)(?:\s\([A-Z]{2,8}\))?)/g,
] as const;
const court = [
  /(?:依法|均可|可|应|有权|均有权)?\s?(?:直接)?\s?(?:向|提交|由|至|到|诉至|诉诸|起诉至|交由|选择|约定|(?<!可)以)\s?([^,。;:\n"向由至]{0,30}?(?:人\s?民\s?)?法\s?院)\s?(?:提\s?起\s?诉\s?讼|起\s?诉|诉\s?讼|管\s?辖|作?为(?:第?一审)?的?管辖|解\s?决|裁\s?决|裁\s?判|判\s?决|处理|审理|提出诉讼|提请|进行诉讼|通过诉讼|[。;,])/g,
  /((?:甲方|乙方|原告|被告|合同签订地|合同履行地|标的物所在地|不动产所在地|[\u4e00-\u9fff]{2,8}[方人])\s?(?:所在地|住所地|注册地)?[^,。;:\n]{0,14}?人\s?民\s?法\s?院)/g,
  /((?:the\s)?(?:competent\s)?(?:people'?s\s)?courts?\s(?:of|in|at|located)[^.;,\n]{2,60})/gi,
] as const;

const ticked = /[☑√✓✔■●⊠☒]/;
const box = /[□☐○☑√✓✔■●⊠☒▢]/;

/** Court or arbitration: a ticked box decides where boxes are printed; else what the dispute clause says. */
export function disputeOf(flow: Flow, main: number): Dispute {
  const text = flow.text.slice(0, main);
  const seats = bestOf(text, arbitration, () => true);
  const courts = bestOf(text, court, (match) => !/强制|执行|生效/.test(match));
  const boxes = tickChoice(text, seats, courts);
  const choose = (kind: 'court' | 'arbitration', span: Span): Field => {
    const field = textAt(flow, span);
    return { ...field, value: `${kind}:${field.value.replace(/^(?:中华人民共和国)?(?=.{2,}法院)/, '')}` };
  };
  if (boxes === 'arbitration' && seats) return { choice: choose('arbitration', seats), arbitration: seats, court: null };
  if (boxes === 'court' && courts) return { choice: choose('court', courts), arbitration: null, court: courts };
  if (seats && courts) return { choice: choose('arbitration', seats), arbitration: seats, court: courts };
  return { choice: seats ? choose('arbitration', seats) : courts ? choose('court', courts) : null, arbitration: seats, court: courts };
}

function bestOf(text: string, patterns: readonly RegExp[], accept: (match: string) => boolean): Span | null {
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      const lead = /^(?:任何一方|双方|一方|均|应|可以?|有权|依法|向|提交|由|下列第?.{0,3}种方式|该|仲裁机构|至|各方|将争议|约定|同意|选择|按照?|根据|依据|诉诸|诉讼|管辖(?:法院|地)?|以|为|是|给)*/.exec(value)?.[0].length ?? 0;
      const clean = value.slice(lead).replace(/^(?:在|于)(?=.*法院)/, '');
      if (clean.length < 3 || !accept(match[0]) || /^_+|_{2,}/.test(clean) || /^(?:仲裁委员会|人民法院|法院|有管辖权的仲裁委员会)$/.test(clean) && pattern !== patterns.at(-1) && !/有管辖权/.test(clean)) continue;
      const start = match.index + match[0].lastIndexOf(clean);
      return { start, end: start + clean.length };
    }
  }
  return null;
}

function tickChoice(text: string, seats: Span | null, courts: Span | null): 'arbitration' | 'court' | null {
  const state = (span: Span | null): boolean | null => {
    if (!span) return null;
    const before = text.slice(Math.max(0, span.start - 40), span.start);
    const at = [...before].findLastIndex((c) => box.test(c));
    return at < 0 ? null : ticked.test([...before][at] ?? '');
  };
  const [a, c] = [state(seats), state(courts)];
  if (a === true && c !== true) return 'arbitration';
  if (c === true && a !== true) return 'court';
  const chosen = /(?:按|采取|选择|适用|以)\s?(?:下列|以下|如下)?\s?第\s?[(]?([一二12①②AB])[)]?\s?(?:种|项)/.exec(text);
  if (!chosen || !seats || !courts) return null;
  const first = seats.start < courts.start ? 'arbitration' : 'court';
  const second = first === 'court' ? 'arbitration' : 'court';
  return /[一1①A]/.test(chosen[1] ?? '') ? first : second;
}
