import { liftSignInPauseEndpoint, listSignInPausesEndpoint } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';

/** Who may not try to sign in just now. */
export function Pauses(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listSignInPausesEndpoint, {});
  const lift = useAct(liftSignInPauseEndpoint, ['/sign-in/pauses']);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { pauses } = list.data;
  return (
    <Section title={t('entry.pauses')} count={pauses.length}>
      <Says>{t('entry.pausesSay')}</Says>
      {pauses.length === 0 ? (
        <p>{t('entry.noPauses')}</p>
      ) : (
        <Lines>
          {pauses.map((pause) => (
            <Line
              key={pause.id}
              title={t(`entry.pause.${pause.kind}`, { email: pause.email, address: pause.address })}
              says={t('entry.until', { at: formatMoment(pause.until) })}
              tools={
                <Button size="small" loading={lift.isPending && lift.variables.params.pauseId === pause.id} onClick={() => lift.mutate({ params: { pauseId: pause.id } }, { onSuccess: () => say(t('entry.lifted')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}>
                  {t('entry.lift')}
                </Button>
              }
            />
          ))}
        </Lines>
      )}
    </Section>
  );
}
