import type { ContractTypeId, CopyId, PlaceProposal } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { notFound } from '../platform/errors.ts';
import { findCandidates, findToPlace, type Series } from './proposals.queries.ts';
import { rankProposals } from './proposals.rules.ts';
import { findWhere } from './where.queries.ts';

interface AskedProposal {
  copyId?: CopyId | undefined;
  mm?: number | undefined;
  count: number;
  contractTypeId?: ContractTypeId | undefined;
  year?: number | undefined;
  secret: boolean;
  limit: number;
}

/** Where a paper should go, or so many papers so thick together. What is said besides the copy takes the place of what is known of it. */
export async function proposePlaces(app: App, actor: Actor, asked: AskedProposal): Promise<{ proposals: PlaceProposal[] }> {
  const copy = asked.copyId === undefined ? undefined : await findToPlace(app.db, actor, asked.copyId);
  if (asked.copyId !== undefined && !copy) throw notFound();
  const contractTypeId = asked.contractTypeId ?? copy?.contractTypeId;
  const series: Series | null = contractTypeId === undefined ? null : { contractTypeId, year: asked.year ?? copy?.year ?? null };
  const need = { count: asked.count, mm: asked.mm ?? copy?.mm ?? 1, secret: asked.secret || copy?.confidentiality === 'secret' };
  const candidates = (await findCandidates(app.db, actor, series, need)).filter((one) => one.placeId !== copy?.placeId);
  const ranked = rankProposals(candidates, need, asked.limit);
  const where = await findWhere(app.db, ranked.map((one) => one.placeId));
  return { proposals: ranked.map((one) => ({ ...one, where: where.get(one.placeId) ?? one.code })) };
}
