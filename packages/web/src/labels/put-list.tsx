import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AskText } from '../ui/ask-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import styles from './scan.module.css';
import type { PutLine, Target } from './scanning.ts';

const tones: Record<PutLine['state'], Tone> = { sending: 'plain', done: 'done', waiting: 'wait', there: 'plain', refused: 'wrong', undone: 'plain' };

/** What was put where since the screen opened, the last on top, with the way back. */
export function PutList({ lines, undoable, onUndo, onPut }: { lines: readonly PutLine[]; undoable: PutLine | undefined; onUndo: () => void; onPut: (code: string, place: Target, paper: string, overCapacity: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [full, setFull] = useState<PutLine>();
  if (lines.length === 0) return null;
  return (
    <section className={styles['list']} aria-label={t('scanning.list')}>
      <header>
        <h2>{t('scanning.putCount', { count: lines.filter((one) => one.state === 'done' || one.state === 'waiting').length })}</h2>
        <Button size="large" icon={<Icon name="undo" />} disabled={!undoable} onClick={onUndo}>
          {t('scanning.undo')}
        </Button>
      </header>
      <ul aria-live="polite">
        {lines.map((one) => (
          <li key={one.actId} data-state={one.state}>
            <div>
              <b>{one.paper || one.code}</b>
              <span>{one.trouble || t('scanning.into', { place: one.place.where })}</span>
            </div>
            <Tag tone={tones[one.state]}>{t(`scanning.state.${one.state}`)}</Tag>
            {one.full && (
              <Button onClick={() => setFull(one)}>{t('scanning.allTheSame')}</Button>
            )}
          </li>
        ))}
      </ul>
      {full && (
        <AskText
          title={t('scanning.allTheSame')}
          hint={full.trouble}
          label={t('scanning.why')}
          most={200}
          confirm={t('scanning.putIn')}
          cancel={t('act.cancel')}
          onCancel={() => setFull(undefined)}
          onAnswer={(reason) => {
            setFull(undefined);
            onPut(full.code, full.place, full.paper, reason);
          }}
        />
      )}
    </section>
  );
}
