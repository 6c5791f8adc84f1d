import type { ContractFilters, ContractSort } from '@qige/wire';

/** Whether a question turns on amounts. */
export const asksAmounts = ({ amountFrom, amountTo }: Pick<ContractFilters, 'amountFrom' | 'amountTo'>, sort?: ContractSort): boolean => sort === 'amount' || amountFrom !== undefined || amountTo !== undefined;

/** The row as it is shown to whoever may not see amounts. */
export function hideAmount<Row extends { amount: string | null }>(row: Row, sees: boolean): Row {
  return sees ? row : { ...row, amount: null };
}
