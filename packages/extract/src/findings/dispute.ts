import { placeOf } from '../field.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

/** Arbitration and court both agreed on: such an arbitration clause is void (仲裁法司法解释 第7条). */
export function disputeFindings({ doc, dispute }: Evidence): Finding[] {
  const { arbitration, court } = dispute;
  if (!arbitration || !court || Math.abs(arbitration.start - court.start) > 160) return [];
  const after = doc.flow.text.slice(court.end, court.end + 14);
  const span = { start: Math.min(arbitration.start, court.start), end: Math.max(arbitration.end, court.end) };
  const between = doc.flow.text.slice(Math.max(0, span.start - 60), span.end + 20);
  if (!/^\s?(?:提\s?起|起\s?诉|诉\s?讼|提出|管\s?辖|审\s?理|裁\s?决|判\s?决|解\s?决)/.test(after) || /强制执行|撤销|财产保全|证据保全|执行/.test(after) || /第\s?[_\s]*\s?(?:种|项)/.test(between)) return [];
  return [{ type: 'courtAndArbitration', severity: 'error', source: '最高人民法院关于适用仲裁法若干问题的解释 第7条', place: placeOf(doc.flow, span), params: { arbitration: doc.flow.text.slice(arbitration.start, arbitration.end), court: doc.flow.text.slice(court.start, court.end) } }];
}
