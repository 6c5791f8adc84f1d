import { type Finding, PageFailure, type QualityVerdict, type ReadField } from '@qige/wire';
import type { TFunction } from 'i18next';
import { formatMoney } from '../ui/format.ts';

/** The field's own words: `partyA.name` is 甲方名称. */
export function sayField(t: TFunction, field: string): string {
  const party = /^party([A-E])\.(\w+)$/.exec(field);
  return party ? t(`field.party.${party[2]}`, { side: t(`side.${party[1]}`) }) : t(`field.${field}`);
}

/** What does not add up, in a sentence with its figures. */
export function sayFinding(t: TFunction, { type, params }: Pick<Finding, 'type' | 'params'>): string {
  const { party, element, reason, digits, uppercaseValue, ...rest } = params;
  return t(`finding.${type}`, {
    ...rest,
    digits: sayAmount(digits),
    uppercaseValue: sayAmount(uppercaseValue),
    side: typeof party === 'string' ? t(`side.${party}`, { defaultValue: party }) : '',
    element: element ? t(`element.${element}`) : '',
    reason: reason ? t(`usccReason.${reason}`) : '',
    defaultValue: t('finding.other', { type }),
  });
}

const sayAmount = (amount: unknown): string => (typeof amount === 'string' ? formatMoney(amount) : '');

export function sayVerdict(t: TFunction, { rule, measured, limit }: QualityVerdict): string {
  return t(`quality.${rule}`, { measured, limit });
}

/** Why a page could not be read, and what to do. */
export const sayFailure = (t: TFunction, failure: string | null): string => t(`pageFailure.${PageFailure.safeParse(failure).data ?? 'unreadable'}`);

/** Sure enough to be passed over with a glance, to be looked at, or to be typed. */
export function trustIn({ engine, corrected }: Pick<ReadField, 'engine' | 'corrected'>): 'corrected' | 'sure' | 'look' | 'doubt' | 'unread' {
  if (corrected) return 'corrected';
  if (!engine || engine.value === null) return 'unread';
  if (engine.suggested || engine.confidence < 0.75) return 'doubt';
  return engine.confidence < 0.92 ? 'look' : 'sure';
}
