import type { LabelTemplateId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { type CandidateFilter, findCopyCandidates, findPersonCandidates, findPlaceCandidates } from './candidates.queries.ts';
import { mayPrintLabels } from './labels.policy.ts';
import { templates } from './sizes.rules.ts';

export async function listCandidates({ db }: App, actor: Person, { template, ...filter }: CandidateFilter & { template: LabelTemplateId }) {
  const subject = templates.find(({ id }) => id === template)?.subject ?? 'copy';
  if (!mayPrintLabels(actor, subject)) return { items: [], next: null };
  if (subject === 'place') return findPlaceCandidates(db, template, filter);
  return subject === 'person' ? findPersonCandidates(db, filter) : findCopyCandidates(db, actor, filter);
}
