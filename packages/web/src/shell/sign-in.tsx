import { ProviderCode, showSetupEndpoint, showSignInWaysEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { refusalCode } from '../api/trouble.ts';
import { given } from '../ui/url-state.ts';
import { type Next, proveCode, signIn, signInByPasskey } from './auth.ts';
import { Door, Field } from './door.tsx';
import { Enrolment } from './enrolment.tsx';
import { CodeForm, RecoveryCodes, sayEntryTrouble } from './second-step.tsx';
import styles from './sign-in.module.css';

const troubles = ['failed', 'stale', 'outside', 'unknown', 'unproven', 'taken'] as const;

/** The way in: the password or a provider, then whatever second step there is. Coming back from a provider, the address says which. */
export function SignIn(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { to, step } = useSearch({ from: '/sign-in' });
  const [codes, setCodes] = useState<readonly string[]>();
  const enter = (): Promise<void> => navigate({ to: to ?? '/today', replace: true });
  const go = (next: Next | undefined): Promise<void> => navigate({ to: '/sign-in', search: given({ to, step: next }), replace: true });
  const startOver = (): void => void go(undefined);
  if (codes) {
    return (
      <Door title={t('secondStep.codesTitle')}>
        <RecoveryCodes codes={codes} onKept={() => void enter()} />
      </Door>
    );
  }
  if (step === 'enrol') {
    return (
      <Door title={t('secondStep.enrolTitle')}>
        <Enrolment onCodes={setCodes} onStartOver={startOver} />
      </Door>
    );
  }
  if (step === 'code') {
    return (
      <Door title={t('signIn.title')}>
        <p style={{ marginBottom: 16 }}>{t('secondStep.codeSay')}</p>
        <CodeForm label={t('secondStep.code')} confirm={t('signIn.enter')} onCode={async (code) => proveCode(code).then(enter)}>
          <Button size="large" onClick={startOver}>
            {t('secondStep.startOver')}
          </Button>
        </CodeForm>
      </Door>
    );
  }
  return <ByPassword onNext={(next) => (next === 'in' ? enter() : go(next))} />;
}

/** `onNext` is over when the next screen is there: until then this one is busy. */
function ByPassword({ onNext }: { onNext: (next: Next) => Promise<void> }): ReactNode {
  const { t } = useTranslation();
  const { to, trouble: refused } = useSearch({ from: '/sign-in' });
  const setup = useAsk(showSetupEndpoint, {});
  const ways = useAsk(showSignInWaysEndpoint, {}, { staleTime: 60_000 });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [stay, setStay] = useState(true);
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const why = troubles.find((one) => one === refused);

  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    try {
      await onNext(await signIn(email.trim(), password, stay));
    } catch (error) {
      setTrouble(['unauthenticated', 'invalid_request'].includes(refusalCode(error) ?? '') ? t('signIn.wrong') : sayEntryTrouble(t, error));
    } finally {
      setBusy(false);
    }
  };

  const byPasskey = async (): Promise<void> => {
    setAsking(true);
    setTrouble(undefined);
    try {
      if (await signInByPasskey(stay)) await onNext('in');
    } catch (error) {
      setTrouble(sayEntryTrouble(t, error));
    } finally {
      setAsking(false);
    }
  };

  return (
    <Door title={t('signIn.title')}>
      {setup.data?.needed && <p style={{ marginBottom: 16, color: 'var(--ink-soft)' }}>{t('signIn.setupFirst')}</p>}
      <form onSubmit={(event) => void enter(event)} noValidate>
        <Field label={t('signIn.email')} htmlFor="email">
          <Input id="email" type="email" size="large" autoComplete="username" autoFocus required value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label={t('signIn.password')} htmlFor="password" trouble={trouble}>
          <Input.Password id="password" size="large" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <Checkbox checked={stay} onChange={(event) => setStay(event.target.checked)}>
          {t('signIn.stay')}
        </Checkbox>
        <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={!email || !password} style={{ marginTop: 16 }}>
          {t('signIn.enter')}
        </Button>
      </form>
      {ways.data && (ways.data.providers.length > 0 || ways.data.passkeys) && (
        <div className={styles['ways']}>
          <p className={styles['or']}>{t('provider.or')}</p>
          {ways.data.passkeys && (
            <Button size="large" block loading={asking} onClick={() => void byPasskey()}>
              {t('passkey.enter')}
            </Button>
          )}
          {ways.data.providers.map(({ code, name }) => (
            <Button key={code} size="large" block href={`/api/auth/${code}/begin?to=${encodeURIComponent(to ?? '/today')}`}>
              {t('provider.enter', { name: name ?? t(`providerName.${code}`) })}
            </Button>
          ))}
        </div>
      )}
      {why && <Refused why={why} />}
    </Door>
  );
}

/** Why a provider’s word did not open the door; the id is what an administrator links by. */
function Refused({ why }: { why: (typeof troubles)[number] }): ReactNode {
  const { t } = useTranslation();
  const { by, id } = useSearch({ from: '/sign-in' });
  const code = ProviderCode.safeParse(by);
  const name = t(`providerName.${code.success ? code.data : 'oidc'}`);
  return (
    <p className={styles['why']} role="alert">
      {t(`provider.trouble.${why}`, { name })}
      {id !== undefined && /^[\w.@-]{1,64}$/.test(id) && (
        <>
          <br />
          {t('provider.yourId', { name, id })}
        </>
      )}
    </p>
  );
}
