import type { App } from '../app.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import type { ArchiveScan } from './archive-copy.queries.ts';
import type { EffectivePage } from './text.queries.ts';

export async function writeCheckedCopy(_app: App, _scan: ArchiveScan, _pages: readonly EffectivePage[], _signal: AbortSignal): Promise<StoredBlob> {
  throw new Error('not yet');
}
