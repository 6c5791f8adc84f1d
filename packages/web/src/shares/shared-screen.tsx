import { knockShareEndpoint, openShareEndpoint, type SharedPages, showSharedPageEndpoint, urlOf } from '@qige/wire';
import { useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { Door, Field } from '../shell/door.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { useTabTitle } from '../ui/tab-title.ts';
import { chooseLanguage } from '../words/words.ts';
import styles from './shares.module.css';

/** What somebody outside sees behind a link. Opening it is a step of its own: a messenger that only looks at the address has no view. */
export function SharedScreen(): ReactNode {
  const { t } = useTranslation();
  const { token } = useParams({ from: '/s/$token' });
  const knock = useAsk(knockShareEndpoint, { params: { token } }, { staleTime: Number.POSITIVE_INFINITY });
  const open = useAct(openShareEndpoint);
  const [password, setPassword] = useState('');
  if (open.data) return <Shared token={token} shared={open.data} />;
  if (knock.error) {
    return (
      <Door title={t('shared.dead')}>
        <p>{refusalCode(knock.error) === 'not_found' ? t('shared.deadWhy') : sayTrouble(t, knock.error)}</p>
      </Door>
    );
  }
  if (!knock.data) return <Loading />;
  const { needsPassword } = knock.data;
  const trouble = open.error && (refusalCode(open.error) === 'not_found' ? t(needsPassword ? 'shared.wrong' : 'shared.deadWhy') : sayTrouble(t, open.error));
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    open.mutate({ params: { token }, body: needsPassword ? { password } : {} });
  };
  return (
    <Door title={t('shared.title')}>
      <form onSubmit={enter} noValidate>
        <p style={{ marginBottom: 16 }}>{t('shared.says')}</p>
        {needsPassword ? (
          <Field label={t('shared.password')} htmlFor="password" trouble={trouble ?? undefined}>
            <Input.Password id="password" size="large" autoFocus autoComplete="off" maxLength={200} value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
        ) : (
          trouble && <p role="alert">{trouble}</p>
        )}
        <Button type="primary" size="large" block htmlType="submit" autoFocus={!needsPassword} loading={open.isPending} disabled={needsPassword && password === ''}>
          {t('shared.open')}
        </Button>
      </form>
    </Door>
  );
}

function Shared({ token, shared }: { token: string; shared: SharedPages }): ReactNode {
  const { t, i18n } = useTranslation();
  const [late, setLate] = useState(false);
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  useTabTitle(() => shared.title);
  return (
    <div className={styles['shared']}>
      <header data-no-print>
        <img src="/seal.svg" width={32} height={32} alt="" />
        <div>
          <h1>{shared.title}</h1>
          <p>
            {shared.number} · {t('shared.for', { name: shared.recipient })} · {t('shares.until', { at: formatMoment(shared.expiresAt) })}
          </p>
        </div>
        <Button type="text" size="small" lang={other} onClick={() => void chooseLanguage(other)}>
          {other === 'en' ? 'English' : '简体中文'}
        </Button>
      </header>
      {late && (
        <p role="alert" className={styles['late']}>
          {t('shared.late')}
        </p>
      )}
      <main>
        {shared.pages.map(({ number, width, height }) => (
          <img
            key={number}
            src={urlOf(showSharedPageEndpoint, { params: { token, number: String(number) }, query: { visit: shared.visit } })}
            alt={t('viewer.page', { number })}
            width={width}
            height={height}
            loading={number > 2 ? 'lazy' : 'eager'}
            onError={() => setLate(true)}
          />
        ))}
      </main>
    </div>
  );
}
