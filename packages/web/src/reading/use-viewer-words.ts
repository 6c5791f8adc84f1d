import { useTranslation } from 'react-i18next';
import type { ViewerWords } from '../ui/viewer/page-viewer.tsx';

export function useViewerWords(number: number, of: number): ViewerWords {
  const { t } = useTranslation();
  return {
    keysTitle: t('viewer.keysTitle'),
    zoomIn: t('viewer.zoomIn'),
    zoomOut: t('viewer.zoomOut'),
    fit: t('viewer.fit'),
    width: t('viewer.width'),
    next: t('viewer.next'),
    previous: t('viewer.previous'),
    of: t('viewer.of', { number, of }),
    broken: t('viewer.broken'),
    correctText: t('viewer.correctText'),
    pageText: t('viewer.pageText', { number }),
  };
}
