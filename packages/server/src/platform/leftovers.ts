import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const oldMs = 24 * 3_600_000;

/** Clears away what a killed process left half-written, in all folders below; what another process writes now is younger. */
export async function clearLeftovers(folder: string, isLeftover: (name: string) => boolean = () => true): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !isLeftover(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > oldMs) await rm(path, { force: true }).catch(() => {}); // the next start tries again
  }
}
