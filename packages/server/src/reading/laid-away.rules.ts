import type { ScanState } from '@qige/wire';

/** Where somebody at the desk laid a scan away, from which it can be taken up again. */
export const laidAway: readonly ScanState[] = ['set_aside', 'rescan', 'rejected'];
