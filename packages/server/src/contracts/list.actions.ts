import type { ContractFilters, ContractRow, ContractSummary, ListContracts } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { asksAmounts, hideAmount } from './amounts.rules.ts';
import { refuseAmounts, seesAmounts } from './amounts.ts';
import { cursorOf, fits, placeOf } from './cursor.rules.ts';
import { findPlaces, findRows } from './list.queries.ts';
import { countFacets } from './summary.queries.ts';

export async function listContracts(app: App, actor: Actor, asked: ListContracts): Promise<{ contracts: ContractRow[]; next: string | null }> {
  const { sort, direction, after, limit, ...filters } = asked;
  if (asksAmounts(filters, sort)) refuseAmounts(actor);
  const order = `${sort}-${direction}`;
  const place = after === undefined ? undefined : placeOf(order, after);
  if (after !== undefined && (!place || !fits(sort, place))) throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'other-order' }] });
  const places = await findPlaces(app.db, actor, filters, { sort, direction }, place, limit + 1);
  const page = places.slice(0, limit);
  const last = page.at(-1);
  const contracts = (await findRows(app.db, actor, page.map(({ id }) => id))).map((row) => hideAmount(shownRow(row), seesAmounts(actor)));
  return { contracts, next: places.length > limit && last ? cursorOf(order, last) : null };
}

const most = 10_000;

export async function summariseContracts(app: App, actor: Actor, filters: ContractFilters): Promise<ContractSummary> {
  if (asksAmounts(filters)) refuseAmounts(actor);
  const { total, ...facets } = await countFacets(app.db, actor, filters, most);
  return { count: Math.min(total, most), capped: total > most, ...facets };
}

export function shownRow({ registeredAt, ...row }: Awaited<ReturnType<typeof findRows>>[number]): ContractRow {
  return { ...row, registeredAt: registeredAt.toISOString() };
}
