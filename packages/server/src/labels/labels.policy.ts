import type { LabelSubject } from '@qige/wire';
import type { Person } from '../actor.ts';

/** Papers and cards are labelled by those who keep the papers; places also by those who set them up. */
export function mayPrintLabels(actor: Person, subject: LabelSubject): boolean {
  return actor.permissions.has('paper.keep') || (subject === 'place' && actor.permissions.has('places.manage'));
}
