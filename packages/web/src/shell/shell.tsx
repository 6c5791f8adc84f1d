import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, startTransition, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh } from '../api/ask.ts';
import { useLive, useReached } from '../api/live.ts';
import { Away, worksAway } from '../offline/away.tsx';
import { QueueBar } from '../offline/queue-bar.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { FactorDue } from './factor-due.tsx';
import { useMe } from './me.ts';
import { placesFor } from './places.ts';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';

const fetchCommandBar = () => import('./command-bar.tsx');
const CommandBar = lazy(() => fetchCommandBar().then((file) => ({ default: file.CommandBar })));
const KeyHelp = lazy(() => import('./key-help.tsx').then((file) => ({ default: file.KeyHelp })));

/** Who is in is in, unless a second factor came to be due meanwhile. */
export function Shell(): ReactNode {
  const { owesSecondFactor } = useMe();
  const [settled, setSettled] = useState(!owesSecondFactor);
  if (owesSecondFactor && settled) setSettled(false);
  // It stays until its recovery codes were kept, though nothing is owed any more by then.
  return settled ? <Inside /> : <FactorDue onDone={() => void refresh(['/']).then(() => setSettled(true))} />;
}

function Inside(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const [open, setOpen] = useState<'find' | 'keys'>();
  // As a transition: a screen that had to be fetched is shown as soon as it is there, not a moment later.
  const find = (): void => startTransition(() => setOpen('find'));
  useLive();
  const reached = useReached();
  const pathname = useLocation({ select: (location) => location.pathname });
  useShortcuts(t('keys.everywhere'), [
    { keys: 'ctrl+k', says: t('shell.find'), always: true, run: find },
    { keys: '?', says: t('keys.title'), run: () => setOpen('keys') },
    { keys: '/', says: t('keys.search'), run: () => void navigate({ to: '/search', search: {} }) },
    ...placesFor(me.may).map((place) => ({ keys: place.jump, says: t(`room.${place.id}`), run: () => void navigate({ to: place.to }) })),
  ]);
  const close = (): void => setOpen(undefined);
  // Whoever presses Ctrl K goes on typing at once: it must be there, or what is typed becomes keys of the screen below.
  useEffect(() => {
    const soon = window.setTimeout(() => void fetchCommandBar().catch(() => undefined), 1_000);
    return () => window.clearTimeout(soon);
  }, []);
  return (
    <div className={styles['shell']}>
      <a href="#room" className={styles['skip']} data-no-print>
        {t('shell.skip')}
      </a>
      <Rail onFind={find} />
      <main id="room" className={styles['room']} tabIndex={-1}>
        <QueueBar />
        <Suspense>{reached || worksAway(pathname) ? <Outlet /> : <Away />}</Suspense>
      </main>
      <Suspense>
        {open === 'find' && <CommandBar onClose={close} onKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
    </div>
  );
}
