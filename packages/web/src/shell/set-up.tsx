import { setUpEndpoint } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { fieldProblems, passwordTrouble, refusalCode, sayTrouble } from '../api/trouble.ts';
import { languageChoice } from '../words/words.ts';
import { signIn } from './auth.ts';
import { Door, Field } from './door.tsx';

/** The one-time link of the first start: /setup#token. The part behind # never reaches a log. */
export function SetUp(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token] = useState(() => decodeURIComponent(window.location.hash.replace(/^#(token=)?/, '')));
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState<unknown>();
  const act = useAct(setUpEndpoint);
  const wrong = (field: string, says: string): string | undefined => (fieldProblems(trouble).some((one) => one.field === field) ? says : undefined);
  const short = password !== '' && password.length < 10;

  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTrouble(undefined);
    try {
      await act.mutateAsync({ body: { token, name, email: email.trim(), password, language: languageChoice() } });
      const next = await signIn(email.trim(), password, true);
      await navigate(next === 'in' ? { to: '/today', replace: true } : { to: '/sign-in', search: { step: next }, replace: true });
    } catch (error) {
      setTrouble(error);
    }
  };

  if (!token || ['setup_done', 'setup_token_wrong'].includes(refusalCode(trouble) ?? '')) {
    return (
      <Door title={t('setUp.title')}>
        <p>{token ? sayTrouble(t, trouble) : t('setUp.noToken')}</p>
        <Button style={{ marginTop: 16 }} onClick={() => void navigate({ to: '/sign-in' })}>
          {t('signIn.title')}
        </Button>
      </Door>
    );
  }
  return (
    <Door title={t('setUp.title')}>
      <p style={{ marginBottom: 16, color: 'var(--ink-soft)' }}>{t('setUp.says')}</p>
      <form onSubmit={(event) => void make(event)} noValidate>
        <Field label={t('setUp.name')} htmlFor="name" trouble={wrong('name', t('setUp.nameWrong'))}>
          <Input id="name" size="large" autoComplete="name" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('signIn.email')} htmlFor="email" trouble={wrong('email', t('setUp.emailWrong'))}>
          <Input id="email" type="email" size="large" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label={t('signIn.password')} htmlFor="password" hint={t('setUp.passwordHint')} trouble={short ? t('setUp.passwordShort', { left: 10 - password.length }) : passwordTrouble(t, trouble)}>
          <Input.Password id="password" size="large" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        {trouble && fieldProblems(trouble).length === 0 && !passwordTrouble(t, trouble) ? (
          <p role="alert" style={{ marginBottom: 12, color: 'var(--seal-text)' }}>
            {sayTrouble(t, trouble)}
          </p>
        ) : null}
        <Button type="primary" size="large" block htmlType="submit" loading={act.isPending} disabled={!name || !email || password.length < 10}>
          {t('setUp.make')}
        </Button>
      </form>
    </Door>
  );
}
