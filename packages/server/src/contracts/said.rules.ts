import type { Permission } from '@qige/wire';

interface Rights {
  permissions: ReadonlySet<Permission>;
}

const hasOne = ({ permissions }: Rights, ones: readonly Permission[]): boolean => ones.some((one) => permissions.has(one));

/** Everybody sees their own. */
export const seesOthersLoans = (actor: Rights): boolean => hasOne(actor, ['paper.keep', 'loans.approve', 'loans.approve-across']);
const seesOthersLinks = (actor: Rights): boolean => hasOne(actor, ['shares.manage', 'rights.oversee']);

/** Facts that are for whoever sees the loan or the link itself, or reads the whole trail: what it was asked for and answered with, and whom it is for. */
const kept: readonly { of: string; facts: readonly string[]; open: (actor: Rights) => boolean }[] = [
  { of: 'loan.', facts: ['purpose', 'reason'], open: seesOthersLoans },
  { of: 'share.', facts: ['recipient'], open: seesOthersLinks },
];

/** The facts of an event that somebody else's loan or link begot. */
export function hideSaid(actor: Rights, kind: string, facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const hidden = kept.flatMap(({ of, facts: names, open }) => (kind.startsWith(of) && !open(actor) ? names : []));
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !hidden.includes(name)));
}
