import { endSessionOfEndpoint, endSessionsOfEndpoint, type PersonRow, type PersonSignIn } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { browserOf } from '../settings/browser-name.ts';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';

const stale = ['/people'];

/** Where a person is signed in, for who looks after people. */
export function OpenSessions({ person, sessions }: { person: PersonRow; sessions: PersonSignIn['sessions'] }): ReactNode {
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
        <p style={{ color: 'var(--ink-soft)' }}>{t('personEntry.noSessions')}</p>
      ) : (
        <Lines>
          {sessions.map((one) => (
            <Line
              key={one.id}
              title={browserOf(one.browser) || t('settings.unknownBrowser')}
              says={`${one.address} · ${t('settings.since', { at: formatMoment(one.createdAt) })} · ${t('settings.lastSeen', { at: formatMoment(one.lastSeenAt) })}`}
              tools={
                <Button size="small" loading={end.isPending && end.variables.params.sessionId === one.id} onClick={() => end.mutate({ params: { personId: person.id, sessionId: one.id } }, { onSuccess: () => say(t('settings.sessionEnded')), onError: fail })}>
                  {t('settings.endSession')}
                </Button>
              }
            />
          ))}
        </Lines>
      )}
    </Section>
  );
}
