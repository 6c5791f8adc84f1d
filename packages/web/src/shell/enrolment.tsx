import type { NewSecondFactor } from '@qige/wire';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../ui/loading.tsx';
import { beginEnrolment, confirmEnrolment } from './auth.ts';
import { CodeForm, sayEntryTrouble, SecretShown } from './second-step.tsx';

/** Somebody whose role needs a second factor sets it up on the way in. */
export function Enrolment({ onCodes, onStartOver }: { onCodes: (codes: readonly string[]) => void; onStartOver: () => void }): ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState<NewSecondFactor>();
  const [trouble, setTrouble] = useState<string>();
  const begun = useRef(false); // asked for once: each asking makes another secret
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    beginEnrolment().then(setShown, (error: unknown) => setTrouble(sayEntryTrouble(t, error)));
  }, [t]);
  const startOver = <Button size="large" onClick={onStartOver}>{t('secondStep.startOver')}</Button>;
  if (trouble) {
    return (
      <>
        <p role="alert" style={{ marginBottom: 16 }}>{trouble}</p>
        {startOver}
      </>
    );
  }
  if (!shown) return <Loading />;
  return (
    <>
      <p style={{ marginBottom: 12 }}>{t('secondStep.enrolSay')}</p>
      <SecretShown shown={shown} />
      <CodeForm label={t('secondStep.shownCode')} confirm={t('secondStep.confirm')} onCode={async (code) => onCodes(await confirmEnrolment(code))}>
        {startOver}
      </CodeForm>
    </>
  );
}
