import { type AuditEntry, auditKinds } from '@qige/wire';
import type { TFunction } from 'i18next';
import { sayField } from '../reading/say-reading.ts';

type Facts = Readonly<Record<string, unknown>>;

/** Facts that a reader can use; the rest (checksums, ids) stand in the entry itself. */
const told = ['number', 'title', 'name', 'email', 'field', 'reason', 'note', 'answer', 'act', 'roles', 'pages', 'findings', 'contracts', 'copyLabel', 'text', 'words', 'year', 'state', 'place', 'failure', 'named', 'purpose', 'days', 'until', 'recipient', 'address', 'marked', 'refused', 'by', 'way', 'provider', 'id'] as const;

/** `contract.registered` as a sentence; a kind this screen does not know yet is shown as it is. */
export const sayEvent = (t: TFunction, kind: string): string => t(`event.${kind}`, { defaultValue: kind });

/** Every kind there is, to choose from: under each heading all of it first, then one by one. */
export function kindGroups(t: TFunction): { label: string; options: { value: string; label: string }[] }[] {
  const headings = [...new Set(auditKinds.map((kind) => kind.split('.')[0] ?? kind))];
  return headings.map((heading) => {
    const label = t(`audit.kind.${heading}`);
    const kinds = auditKinds.filter((kind) => kind.startsWith(`${heading}.`)).map((kind) => ({ value: kind, label: sayEvent(t, kind) }));
    return { label, options: [...(kinds.length > 1 ? [{ value: heading, label: t('audit.allOf', { what: label }) }] : []), ...kinds] };
  });
}

/** The facts of an event, each with its word; of a change, what it was and what it became. */
export function sayFacts(t: TFunction, facts: Facts): string {
  const plain = told.flatMap((name) => {
    const text = textOf(t, name, facts[name]);
    return text === '' ? [] : [`${t(`fact.${name}`)} ${text}`];
  });
  const changed = (Array.isArray(facts['changed']) ? facts['changed'] : []).map((field) => {
    const [from, to] = [facts[`${field}.from`], facts[`${field}.to`]];
    const name = sayChanged(t, String(field));
    return from === undefined && to === undefined ? name : `${name} ${shown(t, from)} → ${shown(t, to)}`;
  });
  return [...plain, ...(changed.length > 0 ? [`${t('fact.changed')} ${changed.join(t('act.semicolon'))}`] : [])].join(' · ');
}

/** Of which contract, where the facts do not say so themselves, and the facts. */
export function sayOf(t: TFunction, { contractNumber, facts }: Pick<AuditEntry, 'contractNumber' | 'facts'>): string {
  return [contractNumber && facts['number'] !== contractNumber ? contractNumber : '', sayFacts(t, facts)].filter(Boolean).join(' · ');
}

function sayChanged(t: TFunction, field: string): string {
  const said = sayField(t, field);
  return said.startsWith('field.') ? t(`fact.${field}`, { defaultValue: field }) : said;
}

const shown = (t: TFunction, value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  return Array.isArray(value) ? value.map((one) => shown(t, one)).join(t('act.comma')) : typeof value === 'object' ? JSON.stringify(value) : String(value);
};

function textOf(t: TFunction, name: (typeof told)[number], value: unknown): string {
  if (value === null || value === undefined || value === '' || value === 0) return '';
  if (name === 'marked') return t(value === true ? 'fact.markedYes' : 'fact.markedNo');
  if (name === 'field') return sayField(t, String(value));
  if (name === 'roles' && Array.isArray(value)) return value.map((role) => t(`role.${role}`, { defaultValue: String(role) })).join(t('act.comma'));
  if (name === 'state') return t(`contractState.${String(value)}`, { defaultValue: String(value) });
  if (name === 'provider') return t(`providerName.${String(value)}`, { defaultValue: String(value) });
  if (name === 'by' || name === 'way') return String(value).split('+').map((one) => t(`shownBy.${one}`, { defaultValue: one })).join(' + ');
  if (name === 'answer') return t(`desk.${String(value)}`, { defaultValue: String(value) });
  if (name === 'act') return t(`pages.done.${String(value)}`, { defaultValue: String(value) });
  if (name === 'pages' && Array.isArray(value)) return value.length === 0 ? '' : String(value.length);
  return shown(t, value);
}
