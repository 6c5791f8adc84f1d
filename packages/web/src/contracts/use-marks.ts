import { call, markPageEndpoint, type PageId } from '@qige/wire';
import { useQueries } from '@tanstack/react-query';
import { keyOf } from '../api/ask.ts';
import { send } from '../api/send.ts';
import type { Mark } from '../ui/viewer/marks.tsx';

/** Words are looked for on so many pages at once; beyond it only on the page that is open. */
const mostPages = 120;

export interface PageMarks {
  pageId: string;
  marks: Mark[];
}

/** Where the words stand, page by page. */
export function useMarks(pageIds: readonly string[], current: string | undefined, words: string): PageMarks[] {
  const asked = words.trim() === '' ? [] : pageIds.length <= mostPages ? pageIds : pageIds.filter((id) => id === current);
  return useQueries({
    queries: asked.map((id) => {
      const ask = { params: { pageId: id as PageId }, query: { words: words.trim() } };
      return { queryKey: keyOf(markPageEndpoint, ask), queryFn: () => call(send, markPageEndpoint, ask), staleTime: 60_000, retry: false };
    }),
    combine: (results) =>
      results.map((result, index) => ({
        pageId: asked[index] ?? '',
        marks: (result.data?.marks ?? []).map(({ word, boxes }, at): Mark => ({ id: `word ${asked[index]} ${at}`, boxes, tone: 'word', label: word })),
      })),
  });
}
