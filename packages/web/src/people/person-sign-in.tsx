import { changeSignInWayEndpoint, endSessionOfEndpoint, endSessionsOfEndpoint, type PersonRow, type PersonSignIn as Shown, resetSecondFactorEndpoint, showPersonSignInEndpoint } from '@qige/wire';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { browserOf } from '../settings/browser-name.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';
import styles from '../settings/settings.module.css';
import { PersonProviders } from './person-providers.tsx';

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
        <ul className={styles['lines']}>
          <Line name={t('personEntry.way')} says={t(`personEntry.wayOf.${entry.way}`)} act={entry.ldap || entry.way === 'ldap' ? changeWay : undefined} onAct={() => setAsking('way')} />
          <Line name={t('factor.title')} says={[sayFactor(t, entry), ...(entry.passkeys > 0 ? [t('personEntry.passkeys', { count: entry.passkeys })] : [])].join(' · ')} act={person.id !== me.id && (entry.secondFactorSince || entry.passkeys > 0) ? t('personEntry.reset') : undefined} onAct={() => setAsking('reset')} />
          <PersonProviders person={person} providers={entry.providers} />
        </ul>
      </Section>
      <OpenSessions person={person} sessions={entry.sessions} />
      <Modal open={question !== undefined} title={question?.title} okText={question?.title} cancelText={t('act.cancel')} okButtonProps={{ loading: question?.busy ?? false }} onCancel={() => setAsking(undefined)} onOk={act}>
        {question?.says}
      </Modal>
    </div>
  );
}

function sayFactor(t: ReturnType<typeof useTranslation>['t'], { secondFactorSince, secondFactorRequired }: Shown): string {
  if (secondFactorSince) return t('personEntry.factorOn', { at: formatMoment(secondFactorSince) });
  return t(secondFactorRequired ? 'personEntry.factorDue' : 'personEntry.factorOff');
}

function Line({ name, says, act, onAct }: { name: string; says: string; act: string | undefined; onAct: () => void }): ReactNode {
  return (
    <li>
      <span className={styles['main']}>
        {name}
        <small>{says}</small>
      </span>
      {act && (
        <Button size="small" onClick={onAct}>
          {act}
        </Button>
      )}
    </li>
  );
}

function OpenSessions({ person, sessions }: { person: PersonRow; sessions: Shown['sessions'] }): ReactNode {
  const { t } = useTranslation();
  const end = useAct(endSessionOfEndpoint, stale);
  const endAll = useAct(endSessionsOfEndpoint, stale);
  const fail = (error: Error): void => void say(sayTrouble(t, error), { tone: 'wrong' });
  const all = sessions.length > 1 && (
    <Button size="small" loading={endAll.isPending} onClick={() => endAll.mutate({ params: { personId: person.id } }, { onSuccess: () => say(t('personEntry.allEnded')), onError: fail })}>
      {t('personEntry.endAll')}
    </Button>
  );
  return (
    <Section title={t('personEntry.sessions')} count={sessions.length} tools={all}>
      {sessions.length === 0 ? (
        <p className={styles['say']}>{t('personEntry.noSessions')}</p>
      ) : (
        <ul className={styles['lines']}>
          {sessions.map((one) => (
            <li key={one.id}>
              <span className={styles['main']}>
                {browserOf(one.browser) || t('settings.unknownBrowser')}
                <small>
                  {one.address} · {t('settings.since', { at: formatMoment(one.createdAt) })} · {t('settings.lastSeen', { at: formatMoment(one.lastSeenAt) })}
                </small>
              </span>
              <Button size="small" onClick={() => end.mutate({ params: { personId: person.id, sessionId: one.id } }, { onSuccess: () => say(t('settings.sessionEnded')), onError: fail })}>
                {t('settings.endSession')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
