import { placeOf } from '../field.ts';
import type { Span } from '../field.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

const suit = /^\s?(?:提\s?起|起\s?诉|诉\s?讼|提出|管\s?辖|审\s?理|裁\s?决|判\s?决|解\s?决)/;
/** What a court does where arbitration is agreed. */
const besideArbitration = /强制执行|撤销|保全|执行|效力/;

/** Arbitration and court both agreed on: such an arbitration clause is void (仲裁法司法解释 第7条). */
export function disputeFindings({ doc, dispute }: Evidence): Finding[] {
  const { arbitration } = dispute;
  const court = dispute.court ?? orCourt(doc.flow.text, arbitration);
  if (!arbitration || !court || Math.abs(arbitration.start - court.start) > 160) return [];
  const span = { start: Math.min(arbitration.start, court.start), end: Math.max(arbitration.end, court.end) };
  const sentence = doc.flow.text.slice(Math.max(doc.flow.text.lastIndexOf('。', court.start), doc.flow.text.lastIndexOf('\n', court.start)) + 1, court.end + 14);
  const around = doc.flow.text.slice(Math.max(0, span.start - 60), span.end + 20);
  if (!suit.test(doc.flow.text.slice(court.end, court.end + 14)) || besideArbitration.test(sentence) || /第\s?[_\s]*\s?(?:种|项)/.test(around)) return [];
  return [{ type: 'courtAndArbitration', severity: 'error', source: '最高人民法院关于适用仲裁法若干问题的解释 第7条', place: placeOf(doc.flow, span), params: { arbitration: doc.flow.text.slice(arbitration.start, arbitration.end), court: doc.flow.text.slice(court.start, court.end) } }];
}

/** …申请仲裁或向人民法院起诉: a court that is not named, right behind the arbitration. */
function orCourt(text: string, arbitration: Span | null): Span | null {
  const match = arbitration && /^[^。;\n]{0,16}?(?:或者?|也可以?|亦可以?)(?:依法|直接)?(?:选择)?向?((?:有管辖权的)?人民法院)/.exec(text.slice(arbitration.end, arbitration.end + 60));
  if (!arbitration || !match?.[1]) return null;
  const end = arbitration.end + match[0].length;
  return { start: end - match[1].length, end };
}
