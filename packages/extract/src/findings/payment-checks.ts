import { security } from '../payment-words.ts';
import type { Finding, ValueFinding } from './finding.ts';
import type { Evidence } from './findings.ts';

interface Share {
  label: string | null;
  percent: number | null;
  amount: string | null;
}

export function depositFindings({ fields }: Evidence): Finding[] {
  return fields.payments.flatMap((payment) => {
    const found = tooMuchDeposit(payment, fields.amount?.value.value ?? null);
    return found ? [{ ...found, place: payment.place }] : [];
  });
}

/** 定金 above a fifth of the contract's value has no effect as 定金 for the excess (民法典 586). 订金 is no 定金. */
export function tooMuchDeposit({ label, percent, amount }: Share, total: string | null): ValueFinding | null {
  if (!/定金/.test(label ?? '')) return null;
  const share = percent ?? (amount !== null && Number(total ?? 0) > 0 ? (Number(amount) / Number(total)) * 100 : null);
  if (share === null || share <= 20.005) return null;
  return { type: 'depositOverTwentyPercent', severity: 'error', source: '民法典 第586条', params: { percent: Math.round(share * 100) / 100, amount, total } };
}

/** Instalments given in per cent that do not make 100. Certain only where the sums beside them show that none was overlooked. */
export function percentFindings({ doc, main, fields }: Evidence): Finding[] {
  const first = fields.payments.find(isShare);
  if (!first || unread.test(doc.flow.text.slice(0, main)) || severalAtOnce.test(doc.flow.text.slice(0, main)) || doc.flow.text.slice(0, main).includes('\f')) return [];
  const found = sharesApart(fields.payments, fields.amount?.value.value ?? null);
  return found ? [{ ...found, place: first.place }] : [];
}

/** A share whose figure was not read. */
const unread = /百分之(?![一二三四五六七八九十百零〇两点\d])/;

/** One share said of several instalments: 第一季度、第二季度结束后分别支付25%. */
const severalAtOnce = /(?:分别|各|均)(?:支付|付|为)[^。;,]{0,12}(?:\d\s?%|百分之)|每[期次年季月][^。;,违]{0,16}支?付[^。;,]{0,10}(?:\d\s?%|百分之)/;

/** `complete`: none can have been overlooked, since a person gave them. */
export function sharesApart(payments: readonly Share[], amount: string | null, complete = false): ValueFinding | null {
  const shares = payments.filter(isShare);
  if (shares.length < 2) return null;
  const sum = Math.round(shares.reduce((all, payment) => all + (payment.percent ?? 0), 0) * 100) / 100;
  if (Math.abs(sum - 100) < 0.05) return null;
  const total = Number(amount ?? 0);
  const sums = shares.map((payment) => Number(payment.amount ?? 0));
  const paid = sums.reduce((all, each) => all + each, 0);
  // The sums make the whole: then a percentage was misread or one item of the list was.
  if (!complete && total > 0 && Math.abs(paid - total) < 1) return null;
  const agree = total > 0 && shares.every((payment, i) => payment.amount !== null && Math.abs((sums[i] ?? 0) - (total * (payment.percent ?? 0)) / 100) < 1);
  return { type: 'paymentPercents', severity: sum > 100 || agree || complete ? 'warning' : 'uncertain', source: '民法典 第470条、第510条', params: { sum } };
}

/** Neither security nor a commission is a part of the price. */
const isShare = ({ label, percent }: Share): boolean => percent !== null && !security.test(label ?? '') && !/佣金|提成|分成/.test(label ?? '');
