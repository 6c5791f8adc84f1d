import { previewLabelsEndpoint, type PrintLabels } from '@qige/wire';
import { useEffect, useState } from 'react';
import { useAsk } from '../api/ask.ts';

/** The preview of what is chosen, asked for once choosing pauses; the last one stays until the next is there. */
export function useAskLabels(asked: PrintLabels, enabled: boolean) {
  const key = JSON.stringify(asked);
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(key), 250);
    return () => window.clearTimeout(timer);
  }, [key]);
  const body = JSON.parse(settled) as PrintLabels;
  return useAsk(previewLabelsEndpoint, { body }, { enabled: enabled && body.size !== '' && body.ids.length > 0, keep: true, staleTime: 30_000 });
}
