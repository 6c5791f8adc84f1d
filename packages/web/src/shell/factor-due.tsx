import { beginSecondFactorEndpoint, confirmSecondFactorEndpoint, type NewSecondFactor, showMySecondFactorEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { refusalCode } from '../api/trouble.ts';
import { Loading } from '../ui/loading.tsx';
import { signOut } from './auth.ts';
import { Door, Field } from './door.tsx';
import { CodeForm, RecoveryCodes, sayEntryTrouble, SecretShown } from './second-step.tsx';
import { Trouble } from './trouble.tsx';

/** A role of somebody who is in came to need a second factor: nothing else is open until it is set up. The screen they were at comes back then. */
export function FactorDue({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const mine = useAsk(showMySecondFactorEndpoint, {});
  const confirm = useAct(confirmSecondFactorEndpoint);
  const [shown, setShown] = useState<NewSecondFactor>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (mine.error) return <Trouble error={mine.error} reset={() => void mine.refetch()} />;
  if (!mine.data) return <Loading />;
  if (codes) {
    return (
      <Door title={t('secondStep.codesTitle')}>
        <RecoveryCodes codes={codes} onKept={onDone} />
      </Door>
    );
  }
  const leave = (
    <Button size="large" onClick={() => void signOut().then(() => location.assign('/sign-in'))}>
      {t('find.signOut')}
    </Button>
  );
  return (
    <Door title={t('secondStep.enrolTitle')}>
      <p style={{ marginBottom: 12 }}>{t('secondStep.dueSay')}</p>
      {shown ? (
        <>
          <SecretShown shown={shown} />
          <CodeForm label={t('secondStep.shownCode')} confirm={t('secondStep.confirm')} onCode={async (code) => setCodes((await confirm.mutateAsync({ body: { code } })).recoveryCodes)}>
            {leave}
          </CodeForm>
        </>
      ) : (
        <Beginning asksPassword={mine.data.password} onShown={setShown}>
          {leave}
        </Beginning>
      )}
    </Door>
  );
}

/** The password once more, where there is one: a screen left open must not become somebody else’s second factor. */
function Beginning({ asksPassword, onShown, children }: { asksPassword: boolean; onShown: (shown: NewSecondFactor) => void; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const begin = useAct(beginSecondFactorEndpoint);
  const [password, setPassword] = useState('');
  const trouble = begin.error ? (refusalCode(begin.error) === 'password_wrong' ? t('settings.passwordWrong') : sayEntryTrouble(t, begin.error)) : undefined;
  const start = (event: FormEvent): void => {
    event.preventDefault();
    begin.mutate({ body: asksPassword ? { password } : {} }, { onSuccess: onShown });
  };
  return (
    <form onSubmit={start} noValidate>
      {asksPassword && (
        <Field label={t('settings.currentPassword')} htmlFor="password" trouble={trouble}>
          <Input.Password id="password" size="large" autoComplete="current-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
      )}
      {!asksPassword && trouble && <p role="alert">{trouble}</p>}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button type="primary" size="large" htmlType="submit" loading={begin.isPending} disabled={asksPassword && password === ''}>
          {t('factor.set')}
        </Button>
        {children}
      </div>
    </form>
  );
}
