import { CallRefused, ErrorCode } from '@qige/wire';
import type { TFunction } from 'i18next';

/** What went wrong, in the reader's language: what happened, what was kept, what to do. */
export function sayTrouble(t: TFunction, error: unknown): string {
  if (!(error instanceof CallRefused)) return t('error.internal');
  if (error.status === 0) return t('error.offline');
  const known = ErrorCode.options.includes(error.error.code);
  const details = plainDetails(error.error.details);
  // Some codes stand for several things, told apart by their kind.
  const said = t(`error.${known ? error.error.code : 'internal'}`, { ...details, ...(details['kind'] === undefined ? {} : { context: String(details['kind']) }) });
  const fields = fieldProblems(error);
  return fields.length > 0 && error.error.code === 'invalid_request' ? `${said} ${fields.map((one) => one.field).join(t('act.comma'))}` : said;
}

/** Why one row of an act over several things was not done. */
export function sayRefusal(t: TFunction, { code, details }: { code: ErrorCode; details?: unknown }): string {
  return sayTrouble(t, new CallRefused(409, { code, message: '', details }));
}

export function refusalCode(error: unknown): string | undefined {
  return error instanceof CallRefused ? error.error.code : undefined;
}

/** How long a pause still lasts, 0 where it is none. */
export function secondsLeft(error: unknown): number {
  const seconds = error instanceof CallRefused ? (error.error.details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? seconds : 0;
}

/** What is wrong with a password that was to be set, for showing beside its field. */
export function passwordTrouble(t: TFunction, error: unknown): string | undefined {
  return refusalCode(error) === 'password_weak' ? sayTrouble(t, error) : undefined;
}

/** Fields that the server named as wrong, for showing the problem beside the field. */
export function fieldProblems(error: unknown): { field: string; problem: string }[] {
  if (!(error instanceof CallRefused)) return [];
  const details = error.error.details as { fields?: unknown } | undefined;
  if (!Array.isArray(details?.fields)) return [];
  return details.fields.flatMap((one: { field?: unknown; problem?: unknown }) =>
    typeof one.field === 'string' ? [{ field: one.field, problem: typeof one.problem === 'string' ? one.problem : '' }] : [],
  );
}

/** Words and figures for the sentence; a party or a contract stands in it by its name. */
function plainDetails(details: unknown): Record<string, string | number> {
  if (typeof details !== 'object' || details === null) return {};
  const named = Object.entries(details).map(([key, value]: [string, unknown]) => [key, (value as { name?: unknown } | null)?.name ?? value] as const);
  return Object.fromEntries(named.filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])));
}
