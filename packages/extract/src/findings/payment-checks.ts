import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

/** 定金 above a fifth of the contract's value has no effect as 定金 for the excess (民法典 586). 订金 is no 定金. */
export function depositFindings({ fields }: Evidence): Finding[] {
  const total = Number(fields.amount?.value.value ?? 0);
  return fields.payments.flatMap((payment) => {
    if (!/定金/.test(payment.label)) return [];
    const share = payment.percent ?? (payment.amount !== null && total > 0 ? (Number(payment.amount) / total) * 100 : null);
    if (share === null || share <= 20.005) return [];
    return [{ type: 'depositOverTwentyPercent' as const, severity: 'error' as const, source: '民法典 第586条', place: payment.place, params: { percent: Math.round(share * 100) / 100, amount: payment.amount, total: fields.amount?.value.value ?? null } }];
  });
}

/** Instalments given in per cent that do not make 100. Certain only where the sums beside them show that none was overlooked. */
export function percentFindings({ doc, main, fields }: Evidence): Finding[] {
  // Security that comes back is no part of the price.
  const shares = fields.payments.filter((payment) => payment.percent !== null && !/履约|投标|安全保证金|风险|押金/.test(payment.label));
  const first = shares[0];
  if (!first || shares.length < 2 || doc.flow.text.slice(0, main).includes('\f')) return [];
  const sum = Math.round(shares.reduce((all, payment) => all + (payment.percent ?? 0), 0) * 100) / 100;
  if (Math.abs(sum - 100) < 0.05) return [];
  const total = Number(fields.amount?.value.value ?? 0);
  const sums = shares.map((payment) => Number(payment.amount ?? 0));
  const paid = sums.reduce((all, each) => all + each, 0);
  // The sums make the whole: then a percentage was misread or one item of the list was.
  if (total > 0 && Math.abs(paid - total) < 1) return [];
  const agree = total > 0 && shares.every((payment, i) => payment.amount !== null && Math.abs((sums[i] ?? 0) - (total * (payment.percent ?? 0)) / 100) < 1);
  return [{ type: 'paymentPercents', severity: sum > 100 || agree ? 'warning' : 'uncertain', source: '民法典 第470条、第510条', place: first.place, params: { sum } }];
}
