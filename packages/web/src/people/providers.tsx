import { listProvidersEndpoint, type ProviderCode } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';

/** What the server’s settings are called, for who sets it up. */
const settings: Record<ProviderCode, string> = {
  wecom: 'QIGE_WECOM_CORP_ID, QIGE_WECOM_AGENT_ID, QIGE_WECOM_SECRET',
  dingtalk: 'QIGE_DINGTALK_APP_KEY, QIGE_DINGTALK_APP_SECRET',
  feishu: 'QIGE_FEISHU_APP_ID, QIGE_FEISHU_APP_SECRET',
  oidc: 'QIGE_OIDC_ISSUER, QIGE_OIDC_CLIENT_ID, QIGE_OIDC_CLIENT_SECRET',
};

/** Through which other houses one can sign in, and what is registered there. */
export function Providers(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listProvidersEndpoint, {}, { staleTime: 60_000 });
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <Section title={t('entry.providers')}>
      <Says>{t('entry.providersSay')}</Says>
      <Lines>
        {list.data.providers.map(({ code, open, callback, byEmail, registers }) => (
          <Line
            key={code}
            title={t(`entry.providerOf.${code}`)}
            says={open ? [t('entry.callback', { address: callback }), t(byEmail ? 'entry.byEmail' : 'entry.byIdOnly'), t(registers ? 'entry.registers' : 'entry.registersNot')].join(' · ') : t('entry.providerUnset', { settings: settings[code], address: callback })}
            tools={open && <Tag tone="done">{t('entry.providerOpen')}</Tag>}
          />
        ))}
        <Line
          title={t('entry.directory')}
          says={t(list.data.directory.open ? 'entry.directorySay' : 'entry.directoryUnset')}
          tools={list.data.directory.open && <Tag tone="done">{t('entry.providerOpen')}</Tag>}
        />
      </Lines>
    </Section>
  );
}
