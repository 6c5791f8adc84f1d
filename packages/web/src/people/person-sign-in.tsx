import { changeSignInWayEndpoint, type PersonRow, type PersonSignIn as Shown, resetSecondFactorEndpoint, showPersonSignInEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';
import { PersonKeys } from './person-keys.tsx';
import { PersonProviders } from './person-providers.tsx';
import { OpenSessions } from './person-sessions.tsx';

const stale = ['/people'];

/** How a person signs in and where they are signed in, for who looks after people. What changes the way in is asked once more. */
export function PersonSignIn({ person }: { person: PersonRow }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const params = { personId: person.id };
  const shown = useAsk(showPersonSignInEndpoint, { params });
  const way = useAct(changeSignInWayEndpoint, stale);
  const reset = useAct(resetSecondFactorEndpoint, stale);
  const [asking, setAsking] = useState<'way' | 'reset'>();
  if (shown.error) return <Trouble error={shown.error} reset={() => void shown.refetch()} />;
  if (!shown.data) return <Loading />;
  const entry = shown.data;
  const other = entry.way === 'ldap' ? 'password' : 'ldap';
  const changeWay = t(other === 'ldap' ? 'personEntry.toLdap' : 'personEntry.toPassword');
  const asked = {
    way: { title: changeWay, says: t(other === 'ldap' ? 'personEntry.toLdapSay' : 'personEntry.toPasswordSay', { name: person.name }), done: t('people.saved'), busy: way.isPending },
    reset: { title: t('personEntry.resetTitle', { name: person.name }), says: t('personEntry.resetSay'), done: t('personEntry.resetDone'), busy: reset.isPending },
  };
  const question = asking && asked[asking];
  const act = (): void => {
    const told = {
      onSuccess: () => {
        say(question?.done ?? '');
        setAsking(undefined);
      },
      onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' as const }),
    };
    if (asking === 'way') way.mutate({ params, body: { way: other } }, told);
    else reset.mutate({ params }, told);
  };
  return (
    <div style={{ marginTop: 24 }}>
      <Section title={t('personEntry.title')}>
        <Lines>
          <Line
            title={t('personEntry.way')}
            says={t(`personEntry.wayOf.${entry.way}`)}
            tools={
              (entry.ldap || entry.way === 'ldap') && (
                <Button size="small" onClick={() => setAsking('way')}>
                  {changeWay}
                </Button>
              )
            }
          />
          <Line
            title={t('factor.title')}
            says={[sayFactor(t, entry), ...(entry.passkeys > 0 ? [t('personEntry.passkeys', { count: entry.passkeys })] : [])].join(' · ')}
            tools={
              person.id !== me.id &&
              (entry.secondFactorSince || entry.passkeys > 0) && (
                <Button size="small" onClick={() => setAsking('reset')}>
                  {t('personEntry.reset')}
                </Button>
              )
            }
          />
          <PersonProviders person={person} providers={entry.providers} />
        </Lines>
      </Section>
      <OpenSessions person={person} sessions={entry.sessions} />
      <PersonKeys person={person} keys={entry.keys} />
      <Dialog open={question !== undefined} title={question?.title} okText={question?.title} cancelText={t('act.cancel')} okButtonProps={{ loading: question?.busy ?? false }} onCancel={() => setAsking(undefined)} onOk={act}>
        {question?.says}
      </Dialog>
    </div>
  );
}

function sayFactor(t: ReturnType<typeof useTranslation>['t'], { secondFactorSince, secondFactorRequired }: Shown): string {
  if (secondFactorSince) return t('personEntry.factorOn', { at: formatMoment(secondFactorSince) });
  return t(secondFactorRequired ? 'personEntry.factorDue' : 'personEntry.factorOff');
}
