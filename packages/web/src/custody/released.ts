import type { Copy, PaperRef } from '@qige/wire';

/** What is in one's own hands and neither lent nor under way can be handed to somebody else. */
export const isReleasable = ({ holder, handOverId, loanId }: Copy, me: string): boolean => holder.holder === 'person' && holder.personId === me && handOverId === null && loanId === null;

export const paperOf = ({ id, contract, ordinal, kind, pageCount }: Copy): PaperRef => ({ copyId: id, contractId: contract.id, number: contract.number, title: contract.title, ordinal, kind, pageCount });
