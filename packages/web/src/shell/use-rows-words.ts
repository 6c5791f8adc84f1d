import { useTranslation } from 'react-i18next';
import type { RowsWords } from '../ui/rows/rows.tsx';

export function useRowsWords(label: string): RowsWords {
  const { t } = useTranslation();
  return {
    label,
    keysTitle: t('keys.list'),
    next: t('keys.next'),
    previous: t('keys.previous'),
    open: t('keys.open'),
    peek: t('keys.peek'),
    choose: t('keys.choose'),
    chooseAll: t('keys.chooseAll'),
    resize: t('keys.resize'),
  };
}
