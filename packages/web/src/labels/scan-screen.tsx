import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { Icon } from '../ui/icon.tsx';
import { Room } from '../ui/room.tsx';
import { Scanner } from '../ui/scanner/scanner.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { GiveList } from './give-list.tsx';
import { PutList } from './put-list.tsx';
import styles from './scan.module.css';
import type { Seen, Task } from './scanning.ts';
import { SeenCopy } from './seen-copy.tsx';
import { SeenPerson, SeenPlace } from './seen-place.tsx';
import { useScanning } from './use-scanning.ts';

/** A label under the camera, or a hand scanner anywhere on the screen: what it stands on, and what can be done there. */
export function ScanScreen(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { code } = useSearch({ from: '/inside/scan' });
  const { task, begin, seen, scan, look, lines, put, undo, undoable } = useScanning();
  const opened = useRef(false);
  useEffect(() => {
    // Only as the screen opens; later the address follows the scans.
    if (opened.current) return;
    opened.current = true;
    if (code) scan(code);
  }, [code, scan]);
  const shownCode = seen.kind === 'known' ? seen.label.code : undefined;
  useEffect(() => {
    if (shownCode) void navigate({ to: '/scan', search: { code: shownCode }, replace: true });
  }, [shownCode, navigate]);
  const over = (): void => begin({ task: 'look' });
  useShortcuts(t('room.scan'), [{ keys: 'escape', says: t('scanning.over'), off: task.task === 'look', run: over }]);
  return (
    <Room
      title={t('room.scan')}
      tools={
        may.has('intake.add') && (
          <Link to="/capture">
            <Button icon={<Icon name="camera" size={16} />}>{t('capture.begin')}</Button>
          </Link>
        )
      }
    >
      <div className={styles['screen']}>
        <Scanner silent task={task.task} small={seen.kind !== 'nothing' || task.task !== 'look'} onScan={scan}>
          {task.task !== 'look' && <Doing task={task} onOver={over} />}
        </Scanner>
        <div className={styles['told']}>
          {task.task === 'give' && <GiveList giving={task.giving} onChange={(giving) => begin({ task: 'give', giving })} onDone={over} />}
          {(task.task === 'look' || task.task === 'carry' || task.task === 'bring' || seen.kind === 'trouble') && <Told seen={seen} task={task} begin={begin} look={look} />}
          <PutList lines={lines} undoable={undoable} onUndo={() => void undo()} onPut={(what, place, paper, why) => void put(what, place, paper, why)} />
        </div>
      </div>
    </Room>
  );
}

/** What the next scan is for, over the picture where the eye is. */
function Doing({ task, onOver }: { task: Task; onOver: () => void }): ReactNode {
  const { t } = useTranslation();
  const says = {
    look: '',
    fill: task.task === 'fill' ? t('scanning.doing.fill', { place: task.place.where }) : '',
    bring: task.task === 'bring' ? t('scanning.doing.bring', { what: task.copy.paper }) : '',
    carry: task.task === 'carry' ? t('scanning.doing.carry', { what: task.place.where }) : '',
    give: t('scanning.doing.give'),
  };
  return (
    <div className={styles['doing']} role="status">
      <span>{says[task.task]}</span>
      <Button size="large" onClick={onOver}>
        {t('scanning.over')}
      </Button>
    </div>
  );
}

function Told({ seen, task, begin, look }: { seen: Seen; task: Task; begin: (task: Task) => void; look: (code: string) => Promise<unknown> }): ReactNode {
  const { t } = useTranslation();
  if (seen.kind === 'nothing') return <p className={styles['hint']}>{t('scanning.hint')}</p>;
  if (seen.kind === 'looking') return <p className={styles['hint']}>{seen.code}</p>;
  if (seen.kind === 'trouble')
    return (
      <div className={styles['trouble']} role="alert">
        <Icon name="warn" size={24} />
        <div>
          <b>{seen.text}</b>
          <p>{seen.code}</p>
        </div>
      </div>
    );
  if (seen.kind === 'offline')
    return (
      <article className={styles['card']} aria-label={seen.code}>
        <header>
          <h2>{t(`scanning.subject.${seen.subject}`)}</h2>
          <p>{seen.code}</p>
        </header>
        <p className={styles['hint']}>{t('scanning.offline')}</p>
        <div className={styles['acts']}>
          {seen.subject === 'place' && (
            <Button size="large" type="primary" style={{ height: 52 }} onClick={() => begin({ task: 'fill', place: { code: seen.code, where: seen.code } })}>
              {t('scanning.fill')}
            </Button>
          )}
          {seen.subject === 'copy' && (
            <Button size="large" type="primary" style={{ height: 52 }} onClick={() => begin({ task: 'bring', copy: { code: seen.code, paper: seen.code } })}>
              {t('scanning.move')}
            </Button>
          )}
        </div>
      </article>
    );
  const { label } = seen;
  if (task.task === 'bring') return null;
  if (label.subject === 'copy') return <SeenCopy copy={label} begin={begin} look={look} />;
  return label.subject === 'place' ? <SeenPlace place={label} begin={begin} /> : <SeenPerson person={label} begin={begin} />;
}
