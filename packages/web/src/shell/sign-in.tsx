import { showSetupEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { signIn } from './auth.ts';
import { Door, Field } from './door.tsx';

export function SignIn(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const setup = useAsk(showSetupEndpoint, {});
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [stay, setStay] = useState(true);
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);

  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    try {
      await signIn(email.trim(), password, stay);
      await navigate({ to: to ?? '/today', replace: true });
    } catch (error) {
      setTrouble(refusalCode(error) === 'unauthenticated' ? t('signIn.wrong') : sayTrouble(t, error));
    } finally {
      setBusy(false);
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
    </Door>
  );
}
