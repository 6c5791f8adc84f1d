import { beginSecondFactorEndpoint, confirmSecondFactorEndpoint, endSecondFactorEndpoint, type MySecondFactor, type NewSecondFactor, renewRecoveryCodesEndpoint, showMySecondFactorEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { refusalCode } from '../api/trouble.ts';
import { CodeForm, RecoveryCodes, sayEntryTrouble, SecretShown } from '../shell/second-step.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoment } from '../ui/format.ts';
import { Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';

const stale = ['/me/second-factor'];

/** One's own second factor: on, with recovery codes for the day the phone is lost; or off. */
export function SecondFactor(): ReactNode {
  const { t } = useTranslation();
  const mine = useAsk(showMySecondFactorEndpoint, {});
  const [codes, setCodes] = useState<readonly string[]>();
  if (mine.error) return <Trouble error={mine.error} reset={() => void mine.refetch()} />;
  if (!mine.data) return <Loading />;
  return (
    <Section title={t('factor.title')}>
      {mine.data.since ? <On mine={mine.data} since={mine.data.since} onCodes={setCodes} /> : <Off mine={mine.data} onCodes={setCodes} />}
      <Dialog open={codes !== undefined} title={t('secondStep.codesTitle')} footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
        {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />}
      </Dialog>
    </Section>
  );
}

function Off({ mine, onCodes }: { mine: MySecondFactor; onCodes: (codes: readonly string[]) => void }): ReactNode {
  const { t } = useTranslation();
  const begin = useAct(beginSecondFactorEndpoint);
  const confirm = useAct(confirmSecondFactorEndpoint, stale);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<NewSecondFactor>();
  const start = (password?: string): void =>
    begin.mutate(
      { body: password === undefined ? {} : { password } },
      {
        onSuccess: (made) => {
          setAsking(false);
          setShown(made);
        },
        onError: (error) => mine.password || say(sayEntryTrouble(t, error), { tone: 'wrong' }),
      },
    );
  const trouble = begin.error ? (refusalCode(begin.error) === 'password_wrong' ? t('settings.passwordWrong') : sayEntryTrouble(t, begin.error)) : undefined;
  return (
    <>
      <Says>{t('factor.offSay')}</Says>
      <Button onClick={() => (mine.password ? setAsking(true) : start())} loading={begin.isPending}>
        {t('factor.set')}
      </Button>
      {asking && <AskText title={t('secondStep.enrolTitle')} label={t('settings.currentPassword')} confirm={t('secondStep.confirm')} cancel={t('act.cancel')} secret busy={begin.isPending} trouble={trouble} onCancel={() => setAsking(false)} onAnswer={start} />}
      <Dialog open={shown !== undefined} title={t('secondStep.enrolTitle')} footer={null} onCancel={() => setShown(undefined)} destroyOnHidden>
        {shown && (
          <>
            <SecretShown shown={shown} />
            <CodeForm
              label={t('secondStep.shownCode')}
              confirm={t('secondStep.confirm')}
              onCode={async (code) => {
                const { recoveryCodes } = await confirm.mutateAsync({ body: { code } });
                setShown(undefined);
                onCodes(recoveryCodes);
                say(t('factor.begun'));
              }}
            />
          </>
        )}
      </Dialog>
    </>
  );
}

function On({ mine, since, onCodes }: { mine: MySecondFactor; since: string; onCodes: (codes: readonly string[]) => void }): ReactNode {
  const { t } = useTranslation();
  const renew = useAct(renewRecoveryCodesEndpoint, stale);
  const end = useAct(endSecondFactorEndpoint, stale);
  const [asking, setAsking] = useState<'renew' | 'end'>();
  const prove = async (code: string): Promise<void> => {
    if (asking === 'renew') {
      const { recoveryCodes } = await renew.mutateAsync({ body: { code } });
      onCodes(recoveryCodes);
      say(t('factor.renewed'));
    } else {
      await end.mutateAsync({ body: { code } });
      say(t('factor.ended'));
    }
    setAsking(undefined);
  };
  return (
    <>
      <Says>
        {t('factor.onSince', { at: formatMoment(since), left: mine.recoveryCodesLeft })} {mine.required && t('factor.required')}
      </Says>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button onClick={() => setAsking('renew')}>{t('factor.renew')}</Button>
        {!mine.required && <Button onClick={() => setAsking('end')}>{t('factor.end')}</Button>}
      </div>
      <Dialog open={asking !== undefined} title={`${t('factor.title')} · ${t(`factor.${asking ?? 'end'}`)}`} footer={null} onCancel={() => setAsking(undefined)} destroyOnHidden>
        {asking && <CodeForm label={t('factor.askCode')} confirm={t(`factor.${asking}`)} onCode={prove} />}
      </Dialog>
    </>
  );
}
