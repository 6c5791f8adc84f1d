import type { NewSecondFactor } from '@qige/wire';
import type { TFunction } from 'i18next';
import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalCode, sayTrouble, secondsLeft } from '../api/trouble.ts';
import { Field } from './door.tsx';
import styles from './second-step.module.css';
import { useCopy } from './use-copy.ts';

/** What was wrong with a try to come in; a pause is said with its length. */
export function sayEntryTrouble(t: TFunction, error: unknown): string {
  const left = secondsLeft(error);
  return refusalCode(error) === 'too_many_requests' && left > 0 ? t('secondStep.paused', { minutes: Math.ceil(left / 60) }) : sayTrouble(t, error);
}

interface Asked {
  label: string;
  confirm: string;
  onCode: (code: string) => Promise<void>;
  /** What else one can do here. */
  children?: ReactNode;
}

/** One code, typed or filled in by the phone; Enter sends it. */
export function CodeForm({ label, confirm, onCode, children }: Asked): ReactNode {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    try {
      await onCode(code.trim());
    } catch (error) {
      setTrouble(sayEntryTrouble(t, error));
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <Field label={label} htmlFor="code" trouble={trouble}>
        <Input id="code" size="large" autoComplete="one-time-code" inputMode="text" autoFocus maxLength={20} value={code} onChange={(event) => setCode(event.target.value)} />
      </Field>
      <div className={styles['acts']}>
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={code.trim().length < 6}>
          {confirm}
        </Button>
        {children}
      </div>
    </form>
  );
}

/** The secret for the authenticator: to be scanned, or typed by hand. */
export function SecretShown({ shown }: { shown: NewSecondFactor }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles['say']}>{t('secondStep.scan')}</p>
      <img className={styles['picture']} src={shown.picture} width={200} height={200} alt={t('secondStep.picture')} />
      <p className={styles['say']} style={{ marginBottom: 0 }}>
        {t('secondStep.byHand')}
      </p>
      <code className={styles['secret']}>{shown.secret}</code>
    </>
  );
}

/** Shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <>
      <p className={styles['say']}>{t('secondStep.codesSay')}</p>
      <ul className={styles['codes']}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles['acts']} data-no-print>
        <Button type="primary" onClick={onKept}>
          {t('secondStep.saved')}
        </Button>
        {/* One more press of the Enter that brought the codes must not send them away. */}
        <Button autoFocus onClick={() => void copy(codes.join('\n'))}>{t('act.copy')}</Button>
        <Button onClick={() => window.print()}>{t('secondStep.print')}</Button>
      </div>
    </>
  );
}
