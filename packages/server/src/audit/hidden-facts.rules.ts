const amounts = new Set(['amount', 'amountUppercase', 'payments']);

/** Facts without what an amount was and became, in the register or in the reading; that it changed is still said. */
export function hideAmounts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const ofField = typeof facts['field'] === 'string' && amounts.has(facts['field']);
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !amounts.has(name.replace(/\..*$/, '')) && !(ofField && name !== 'field')));
}

const ofPages = new Set(['text.corrected', 'field.corrected']);

/** Facts without what a page said and is said to say; that somebody corrected it is still said. */
export function hidePages(kind: string, facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !ofPages.has(kind) || (name !== 'before' && name !== 'after')));
}
