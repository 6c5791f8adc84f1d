import { listContractScansEndpoint, type PageId, readAgainEndpoint, type ScanId, showReadingEndpoint, showScanEndpoint } from '@qige/wire';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { say } from '../ui/toast.ts';

/** Has pages read once more; what people corrected of them stays. */
export function useReadAgain(): { readAgain: (scanId: ScanId, pageIds: readonly PageId[]) => void; asking: boolean } {
  const { t } = useTranslation();
  const act = useAct(readAgainEndpoint, [showReadingEndpoint.path, showScanEndpoint.path, listContractScansEndpoint.path, '/desk', '/batches']);
  return {
    asking: act.isPending,
    readAgain: (scanId, pageIds) =>
      act.mutate(
        { params: { scanId }, body: { pageIds: [...pageIds] } },
        { onSuccess: ({ pages }) => say(t('reading.againAsked', { count: pages })), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
      ),
  };
}
