/** Behind the name of a file that could not be taken in: a note that says why, for whoever put the file there. */
export const noteEnding = '.qige.txt';

// Half-written files of scanners, browsers and office programs, and what operating systems leave lying about.
const passedOver = /(^\.|^~\$|\.(part|partial|tmp|temp|crdownload|download|filepart|swp)$|\.qige\.txt$|^(thumbs\.db|desktop\.ini|@eadir|\$recycle\.bin|system volume information)$)/i;

/** `path` within the watch folder. */
export function isPassedOver(path: string): boolean {
  return path.split(/[/\\]/).some((part) => passedOver.test(part));
}

export interface Seen {
  size: number;
  changed: number;
  since: number;
  failures: number;
  /** Not tried again before: a file that cannot be taken is not copied every two seconds for nothing. */
  notBefore: number;
}

const firstPauseMs = 15_000;
const longestPauseMs = 10 * 60_000;

/** A file looked at again: ready when neither its size nor its time has changed for `stillMs`, and it is not pausing after a failure. */
export function seenAgain(before: Seen | undefined, found: { size: number; changed: number }, now: number, stillMs: number): { next: Seen; ready: boolean } {
  const same = before?.size === found.size && before.changed === found.changed;
  const next = same ? before : { ...found, since: now, failures: 0, notBefore: 0 };
  return { next, ready: now - next.since >= stillMs && now >= next.notBefore };
}

export function failedNow(seen: Seen, now: number): Seen {
  return { ...seen, failures: seen.failures + 1, notBefore: now + Math.min(longestPauseMs, firstPauseMs * 2 ** seen.failures) };
}

/** Tells this file from the same one laid here another time: its place on the disk and when it was put there, which no program can set. */
export function arrivalOf({ ino, ctimeNs, mtimeNs }: { ino: bigint; ctimeNs: bigint; mtimeNs: bigint }): string {
  return `inbox ${ino} ${ctimeNs} ${mtimeNs}`;
}

/**
 * Where a file of the watch folder belongs. A sub-folder is a batch; pictures that lie right in it are its contract, as in a folder
 * dragged into the browser.
 */
export function placeInInbox(path: string, today: string): { batch: string; folder: string; name: string } {
  const parts = path.split(/[/\\]/);
  const name = parts.at(-1) ?? path;
  const [batch, ...folders] = parts.slice(0, -1);
  return batch === undefined ? { batch: `inbox ${today}`, folder: '', name } : { batch, folder: folders.join('/') || batch, name };
}
