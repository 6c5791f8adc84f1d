import { changeMeEndpoint, showMySecondFactorEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { passwordTrouble, refusalCode, sayTrouble } from '../api/trouble.ts';
import { changePassword, signOut } from '../shell/auth.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../theme/theme-choice.ts';
import { MyShares } from '../shares/my-shares.tsx';
import { Says } from '../ui/lines.tsx';
import { Room, Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';
import { chooseLanguage, type Language } from '../words/words.ts';
import { ContractTypes } from './contract-types.tsx';
import { Keys } from './keys.tsx';
import { Passkeys } from './passkeys.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import styles from './settings.module.css';

export function SettingsRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may, name, email } = useMe();
  const { view } = useSearch({ from: '/inside/settings' });
  const views = ['me', 'sessions', ...(may.has('keys.own') ? ['keys'] : []), ...(may.has('contracts.download') ? ['shares'] : []), ...(may.has('settings.manage') || may.has('closed.set') ? ['types'] : [])];
  const now = views.find((one) => one === view) ?? 'me';
  return (
    <Room
      title={t('room.settings')}
      note={<Segmented value={now} aria-label={t('room.settings')} options={views.map((value) => ({ value, label: t(`settings.view.${value}`) }))} onChange={(value) => void navigate({ to: '/settings', search: value === 'me' ? {} : { view: value } })} />}
      tools={
        <Button onClick={() => void signOut().then(() => navigate({ to: '/sign-in', search: {} }))}>{t('find.signOut')}</Button>
      }
    >
      {now === 'me' && (
        <div className={styles['narrow']}>
          <p className={styles['who']}>
            {name} · {email}
          </p>
          <Look />
          <Password />
          <SecondFactor />
          <Passkeys />
        </div>
      )}
      {now === 'sessions' && <Sessions />}
      {now === 'keys' && <Keys />}
      {now === 'shares' && <MyShares />}
      {now === 'types' && <ContractTypes />}
    </Room>
  );
}

function Look(): ReactNode {
  const { t, i18n } = useTranslation();
  const choice = useThemeChoice();
  const change = useAct(changeMeEndpoint, ['/me']);
  return (
    <>
      <Section title={t('language.title')}>
        <Segmented
          value={i18n.language}
          aria-label={t('language.title')}
          options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          onChange={(language) => {
            void chooseLanguage(language as Language);
            change.mutate({ body: { language: language as Language } });
          }}
        />
      </Section>
      <Section title={t('theme.title')}>
        <Segmented value={choice} aria-label={t('theme.title')} options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))} onChange={(value) => chooseTheme(value as ThemeChoice)} />
      </Section>
    </>
  );
}

function Password(): ReactNode {
  const { t } = useTranslation();
  const mine = useAsk(showMySecondFactorEndpoint, {});
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [weak, setWeak] = useState<string>();
  const [busy, setBusy] = useState(false);
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    setWeak(undefined);
    try {
      await changePassword(current, next);
      setCurrent('');
      setNext('');
      say(t('settings.passwordChanged'));
    } catch (error) {
      setWeak(passwordTrouble(t, error));
      if (!passwordTrouble(t, error)) setTrouble(refusalCode(error) === 'invalid_request' ? t('settings.passwordWrong') : sayTrouble(t, error));
    } finally {
      setBusy(false);
    }
  };
  if (mine.data?.password === false) {
    return (
      <Section title={t('settings.password')}>
        <Says>{t('settings.passwordElsewhere')}</Says>
      </Section>
    );
  }
  return (
    <Section title={t('settings.password')}>
      <form onSubmit={(event) => void change(event)}>
        <Field label={t('settings.currentPassword')} htmlFor="current" trouble={trouble}>
          <Input.Password id="current" autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
        </Field>
        <Field label={t('settings.newPassword')} htmlFor="new" hint={t('settings.passwordHint')} trouble={next !== '' && next.length < 10 ? t('setUp.passwordShort', { left: 10 - next.length }) : weak}>
          <Input.Password id="new" autoComplete="new-password" value={next} onChange={(event) => setNext(event.target.value)} />
        </Field>
        <Button htmlType="submit" loading={busy} disabled={!current || next.length < 10}>
          {t('settings.changePassword')}
        </Button>
      </form>
    </Section>
  );
}
