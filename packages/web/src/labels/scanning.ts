import type { CopyHolder, CopyId, PersonId, Resolved } from '@qige/wire';

export type LabelledCopy = Extract<Resolved, { subject: 'copy' }>;
export type LabelledPlace = Extract<Resolved, { subject: 'place' }>;
export type LabelledPerson = Extract<Resolved, { subject: 'person' }>;

/** A place things are put into; without network only its code is known. */
export interface Target {
  code: string;
  where: string;
}

export interface PutLine {
  actId: string;
  code: string;
  place: Target;
  state: 'sending' | 'done' | 'waiting' | 'there' | 'refused' | 'undone';
  /** Number and title, once the archive has told them. */
  paper: string;
  copyId: CopyId | null;
  seq: number | null;
  from: CopyHolder | null;
  trouble: string;
  /** It does not fit; with a reason it goes in all the same. */
  full: boolean;
}

export interface Giving {
  receiver: { id: PersonId; name: string } | null;
  papers: { copyId: CopyId; code: string; paper: string; pageCount: number; trouble: string }[];
}

/** What the next scans are for. */
export type Task =
  | { task: 'look' }
  /** Papers scanned from now on go into this place. */
  | { task: 'fill'; place: Target }
  /** The place scanned next is where this goes. */
  | { task: 'bring'; copy: { code: string; paper: string } }
  | { task: 'carry'; place: LabelledPlace }
  | { task: 'give'; giving: Giving };

export type Seen =
  | { kind: 'nothing' }
  | { kind: 'looking'; code: string }
  | { kind: 'known'; label: Resolved }
  /** Without network: what the code says of itself. */
  | { kind: 'offline'; code: string; subject: 'copy' | 'place' | 'person' }
  | { kind: 'trouble'; code: string; text: string };

export const paperOf = (copy: { contractNumber: string; title: string }): string => `${copy.contractNumber} ${copy.title}`;
