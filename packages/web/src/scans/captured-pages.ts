import { useSyncExternalStore } from 'react';

export interface CapturedPage {
  id: number;
  blob: Blob;
  /** Shown until the page is sent or given up. */
  url: string;
}

let pages: readonly CapturedPage[] = [];
let count = 0;
const hearers = new Set<() => void>();

function put(next: readonly CapturedPage[]): void {
  for (const one of pages) if (!next.includes(one)) URL.revokeObjectURL(one.url);
  pages = next;
  for (const hear of hearers) hear();
}

/** Behind the others, or in the place of one that is taken again. */
export function addPage(blob: Blob, insteadOf?: number): void {
  const page = { id: ++count, blob, url: URL.createObjectURL(blob) };
  put(pages.some((one) => one.id === insteadOf) ? pages.map((one) => (one.id === insteadOf ? page : one)) : [...pages, page]);
}

export const dropPage = (id: number): void => put(pages.filter((one) => one.id !== id));
export const dropAllPages = (): void => put([]);

export function movePage(id: number, by: -1 | 1): void {
  const from = pages.findIndex((one) => one.id === id);
  const page = pages[from];
  if (!page || from + by < 0 || from + by >= pages.length) return;
  put(pages.filter((one) => one !== page).toSpliced(from + by, 0, page));
}

/** As files in their order, for the way to the archive. */
export const pageFiles = (): File[] => pages.map(({ blob }, index) => new File([blob], `p${String(index + 1).padStart(2, '0')}.jpg`, { type: 'image/jpeg', lastModified: Date.now() }));

/** Kept while one looks at another room; gone with the page, so it asks before it goes. */
export const useCapturedPages = (): readonly CapturedPage[] =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    () => pages,
  );

window.addEventListener('beforeunload', (event) => {
  if (pages.length > 0) event.preventDefault();
});
