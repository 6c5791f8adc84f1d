import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The browser's tab bears what is open in it, before the name of the archive: of several tabs, of the history and of bookmarks one knows which is which. */
export function useTabTitle(titleNow: () => string | null | undefined): void {
  const { t } = useTranslation();
  useEffect(() => {
    const title = titleNow()?.trim();
    document.title = title ? `${title} · ${t('shell.name')}` : t('shell.name');
  });
}
