import type { DBSchema } from 'idb';
import { useEffect, useSyncExternalStore } from 'react';
import { newActId } from '../api/act-id.ts';
import { browserStore } from '../offline/browser-store.ts';

export interface CapturedPage {
  id: string;
  blob: Blob;
  /** Shown until the page is sent or given up. */
  url: string;
}

interface Stored extends DBSchema {
  pages: { key: string; value: { id: string; personId: string; order: number; blob: Blob }; indexes: { personId: string } };
}

// On the device until they are sent, each person's apart: a phone ends a page of the browser whenever it needs the room.
const store = browserStore<Stored>('qige-capture', (database) => database.createObjectStore('pages', { keyPath: 'id' }).createIndex('personId', 'personId'));

let owner: string | undefined;
let pages: readonly CapturedPage[] = [];
/** What is on the device's disk. */
let kept: readonly CapturedPage[] = [];
let turn: Promise<void> = Promise.resolve();
const hearers = new Set<() => void>();

function show(next: readonly CapturedPage[]): void {
  for (const one of pages) if (!next.includes(one)) URL.revokeObjectURL(one.url);
  pages = next;
  for (const hear of hearers) hear();
}

function put(next: readonly CapturedPage[]): void {
  show(next);
  const personId = owner;
  if (personId) inTurn(() => keep(personId));
}

/** What touches the device's disk, one thing after the other. Where it refuses, or has no room, leaving asks first. */
function inTurn(run: () => Promise<void>): void {
  turn = turn.then(run).catch(() => {});
}

async function keep(personId: string): Promise<void> {
  if (owner !== personId) return;
  const now = pages;
  const gone = kept.filter((one) => !now.includes(one));
  const moved = now.map((page, order) => ({ page, order })).filter(({ page, order }) => kept[order] !== page);
  await store.write('pages', (at) => [...gone.map(({ id }) => at.delete(id)), ...moved.map(({ page: { id, blob }, order }) => at.put({ id, personId, order, blob }))]);
  kept = now;
}

/** What the person took before and has not sent, ahead of what they have taken since. */
function comeBackTo(personId: string): void {
  if (owner === personId) return;
  owner = personId;
  show([]);
  inTurn(async () => {
    kept = [];
    const found = await (await store.open()).getAllFromIndex('pages', 'personId', personId);
    if (owner !== personId) return;
    kept = found.sort((a, b) => a.order - b.order).map(({ id, blob }) => ({ id, blob, url: URL.createObjectURL(blob) }));
    show(pages.length === 0 ? kept : [...kept, ...pages]);
  });
}

/** Behind the others, or in the place of one that is taken again. */
export function addPage(blob: Blob, insteadOf?: string): void {
  const page = { id: newActId(), blob, url: URL.createObjectURL(blob) };
  put(pages.some((one) => one.id === insteadOf) ? pages.map((one) => (one.id === insteadOf ? page : one)) : [...pages, page]);
}

export const dropPage = (id: string): void => put(pages.filter((one) => one.id !== id));
export const dropAllPages = (): void => put([]);

export function movePage(id: string, by: -1 | 1): void {
  const from = pages.findIndex((one) => one.id === id);
  const page = pages[from];
  if (!page || from + by < 0 || from + by >= pages.length) return;
  put(pages.filter((one) => one !== page).toSpliced(from + by, 0, page));
}

/** As files in their order, for the way to the archive. */
export const pageFiles = (): File[] => pages.map(({ blob }, index) => new File([blob], `p${String(index + 1).padStart(2, '0')}.jpg`, { type: 'image/jpeg', lastModified: Date.now() }));

/** The person's pages, also those from before a reload. */
export function useCapturedPages(personId: string): readonly CapturedPage[] {
  useEffect(() => comeBackTo(personId), [personId]);
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    () => pages,
  );
}

window.addEventListener('beforeunload', (event) => {
  if (pages !== kept && pages.length > 0) event.preventDefault();
});
