import type { Composed } from './compose.ts';
import { dateStyles, printDate } from './dates.ts';
import { grouped } from './money.ts';

type Fields = Record<string, unknown>;

const bare = (text: string) => text.replace(/\s+/g, '');

/** The fields as printed, in the corpus's shape. */
export function fieldsOf({ deal, terms, sheet }: Composed): Fields {
  const { printed, say } = sheet;
  const f = terms.fields;
  const party = (i: 0 | 1) => {
    const who = i === 0 ? deal.A : deal.B;
    return { name: who.name, uscc: printed.uscc ? who.uscc : null, role: printed.roles[i] };
  };
  return {
    contractNumber: printed.contractNumber,
    title: terms.title,
    partyA: party(0),
    partyB: party(1),
    signedOn: printed.signedOn,
    signedPlace: printed.signedPlace,
    effectiveOn: f.effectiveOn,
    effectiveFrom: f.effectiveFrom,
    expiresOn: f.expiresOn,
    amount: f.amount,
    payments: f.payments.map((p) => ({ ...p, dueText: say(p.dueText) })),
    deliveryBy: f.deliveryBy,
    warranty: f.warranty,
    disputeResolution: f.disputeResolution === null ? null : say(f.disputeResolution),
    copies: f.copies,
  };
}

/** The ways a value may stand on the page. */
function literals(value: unknown): string[] {
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dateStyles.map((style) => bare(printDate(text, style)));
  if (/^\d+\.\d\d$/.test(text)) return [text, grouped(Math.round(Number(text) * 100)), String(Number(text))];
  return [bare(text.replace(/^(court|arbitration):/, ''))];
}

/**
 * Checks every value against the text of all pages, and empties those that stood only on the missing page.
 * A value found nowhere is a fault of the generator, so it throws.
 */
export function settleFields(fields: Fields, all: string, kept: string): { fields: Fields; lost: string[] } {
  const lost: string[] = [];
  const [everything, left] = [bare(all), bare(kept)];
  const settle = (value: unknown, path: string): unknown => {
    if (value === null || value === undefined || typeof value === 'number' || path.endsWith('.currency') || path.endsWith('.label')) return value;
    if (Array.isArray(value)) return value.map((v, i) => settle(v, `${path}.${i}`)).filter((v) => (v as { dueText: unknown }).dueText !== null);
    if (typeof value === 'object') {
      const entries = Object.entries(value).map(([k, v]) => [k, settle(v, path ? `${path}.${k}` : k)]);
      const kept = Object.fromEntries(entries) as Fields;
      return path === 'amount' && kept['value'] === null ? null : kept;
    }
    const forms = literals(value);
    if (!forms.some((form) => everything.includes(form))) throw new Error(`${path} "${String(value)}" is not on the pages.`);
    if (forms.some((form) => left.includes(form))) return value;
    lost.push(path);
    return null;
  };
  return { fields: settle(fields, '') as Fields, lost };
}
