import { placeOf } from '../field.ts';
import { misreadOf } from '../money.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

export const amountSource = '支付结算办法 附件一 正确填写票据和结算凭证的基本规定';

/** The total in 大写 and in digits are different sums. Compared as numbers; what one doubtful character explains is left to a person. */
export function amountFindings({ doc, fields }: Evidence): Finding[] {
  const { amount } = fields;
  const params = amount?.digits && amount.capitals && sumsApart(amount.digits.fen, amount.capitals);
  if (!amount?.digits || !amount.capitals || !params) return [];
  const span = { start: Math.min(amount.digits.start, amount.capitals.start), end: Math.max(amount.digits.end, amount.capitals.end) };
  return [{
    type: 'amountMismatch', severity: misreadOf(doc.flow, amount.capitals, amount.digits) ? 'uncertain' : 'error', source: amountSource, place: placeOf(doc.flow, span), params,
  }];
}

/** Both sums where they differ. */
export function sumsApart(fen: number, capitals: { fen: number; text: string }): Finding['params'] | null {
  return fen === capitals.fen ? null : { digits: (fen / 100).toFixed(2), uppercase: capitals.text, uppercaseValue: (capitals.fen / 100).toFixed(2) };
}
