import type { Finding, Missing, ScanState } from '@qige/wire';
import { laidAway } from '../reading/laid-away.rules.ts';

interface ReadyScan {
  state: ScanState;
  pages: number;
  pagesLeft: number;
  findings: readonly Pick<Finding, 'id' | 'severity' | 'answer'>[];
}

interface Confirmed {
  title: string;
  parties: readonly { name: string }[];
}

export type RegisteringVerdict = { kind: 'ready' } | { kind: 'closed'; state: ScanState } | { kind: 'not-ready'; missing: Missing[] };

/** A scan becomes a contract when it was read, has a title and a party, and every contradiction in it was answered by a person. */
export function registeringVerdict(scan: ReadyScan, confirmed: Confirmed): RegisteringVerdict {
  if (leftTheDesk(scan.state)) return { kind: 'closed', state: scan.state };
  const missing: Missing[] = [];
  if (scan.state === 'reading' || scan.pagesLeft > 0) missing.push({ kind: 'still-reading', pagesLeft: scan.pagesLeft });
  if (scan.pages === 0) missing.push({ kind: 'no-pages' });
  if (confirmed.title.trim() === '') missing.push({ kind: 'title' });
  if (!confirmed.parties.some(({ name }) => name.trim() !== '')) missing.push({ kind: 'party' });
  const open = scan.findings.filter(({ severity, answer }) => severity === 'error' && answer === null);
  if (open.length > 0) missing.push({ kind: 'findings', findings: open.map(({ id }) => id) });
  return missing.length > 0 ? { kind: 'not-ready', missing } : { kind: 'ready' };
}

/** Another copy of a registered contract needs to be read, nothing more: its fields are not taken. */
export function bindingVerdict(scan: Pick<ReadyScan, 'state' | 'pages' | 'pagesLeft'>): RegisteringVerdict {
  return registeringVerdict({ ...scan, findings: [] }, { title: '-', parties: [{ name: '-' }] });
}

export const leftTheDesk = (state: ScanState): boolean => state === 'registered' || state === 'rejected' || state === 'merged';

export type Move = 'reject' | 'set-aside' | 'rescan' | 'reopen';

const from: Record<Move, readonly ScanState[]> = {
  reject: ['reading', 'read', 'set_aside', 'rescan'],
  'set-aside': ['read', 'rescan'],
  rescan: ['read', 'set_aside'],
  reopen: laidAway,
};

export type MoveVerdict = { kind: 'allowed' } | { kind: 'still-reading' } | { kind: 'closed'; state: ScanState };

/** Where a scan may be sent from where it is. A registered contract's scan stays with its contract. */
export function moveVerdict(move: Move, state: ScanState): MoveVerdict {
  if (from[move].includes(state)) return { kind: 'allowed' };
  return state === 'reading' ? { kind: 'still-reading' } : { kind: 'closed', state };
}
