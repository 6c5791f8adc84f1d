import type { ChosenRefusal } from '@qige/wire';
import { carriesVerdict } from '../scans/mark.rules.ts';

export interface ChosenCopy {
  sha256: string | null;
  size: number;
}

export type ChosenVerdict = { kind: 'given' } | { kind: 'refused'; why: ChosenRefusal['why'] };

/** Whether the PDFs of a contract can be given out whole: `copies` are those of its scans, undefined where the contract is not open to the asker. */
export function chosenVerdict(copies: readonly ChosenCopy[] | undefined, marked: boolean): ChosenVerdict {
  if (!copies) return { kind: 'refused', why: 'not-found' };
  if (copies.length === 0) return { kind: 'refused', why: 'no-pages' };
  if (copies.some(({ sha256 }) => sha256 === null)) return { kind: 'refused', why: 'no-archive-copy' };
  const fits = !marked || copies.every(({ size }) => carriesVerdict({ kind: 'pdf', size, encrypted: false }).kind === 'carries');
  return fits ? { kind: 'given' } : { kind: 'refused', why: 'too-large' };
}
