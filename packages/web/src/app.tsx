import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import antdEnglish from 'antd/es/locale/en_US';
import antdChinese from 'antd/es/locale/zh_CN';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from './api/ask.ts';
import { router } from './router.tsx';
import { antdTheme } from './theme/antd-theme.ts';
import { useIsDark } from './theme/theme-choice.ts';
import { Toasts } from './ui/toasts.tsx';

export function App(): ReactNode {
  const { t, i18n } = useTranslation();
  const isDark = useIsDark();
  const theme = useMemo(() => antdTheme(isDark), [isDark]);
  return (
    <ConfigProvider theme={theme} locale={i18n.language === 'en' ? antdEnglish : antdChinese} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts closeLabel={t('act.close')} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
