import type { Copy, CopyId } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../ui/shortcuts.ts';
import { MoveCopies } from './move-copies.tsx';
import { useCopyActs } from './use-copy-acts.ts';
import styles from './custody.module.css';

const most = 200;

/** What can be done with the papers that were chosen. Each is done or refused for itself; the server says which. */
export function ChosenCopies({ copies, onFile, onClear }: { copies: readonly Copy[]; onFile: (ids: readonly CopyId[]) => void; onClear: () => void }): ReactNode {
  const { t } = useTranslation();
  const acts = useCopyActs();
  const [moving, setMoving] = useState(false);
  const none = copies.length === 0 || copies.length > most || acts.busy;
  const file = (): void => onFile(copies.map(({ id }) => id));
  const done = { onDone: onClear };
  useShortcuts(t('custody.bar.title'), [
    { keys: 'f', says: t('custody.doing.file'), off: none, run: file },
    { keys: 'm', says: t('custody.doing.move'), off: none, run: () => setMoving(true) },
    { keys: 't', says: t('custody.doing.take'), off: none, run: () => acts.takeOut(copies, done) },
    { keys: 'b', says: t('custody.doing.putBack'), off: none, run: () => acts.putBack(copies, done) },
    { keys: 'escape', says: t('custody.bar.clear'), off: copies.length === 0 || moving, run: onClear },
  ]);
  if (copies.length === 0) return null;
  return (
    <div className={`${styles['bar']} ${styles['chosen']}`} role="toolbar" aria-label={t('custody.bar.title')}>
      <span role="status">{copies.length > most ? t('custody.bar.over', { most }) : t('custody.bar.count', { count: copies.length })}</span>
      {copies.some(({ archivalCode }) => !archivalCode) && (
        <Button size="small" type="primary" disabled={none} onClick={file}>
          {t('custody.doing.file')}
        </Button>
      )}
      <Button size="small" disabled={none} onClick={() => setMoving(true)}>
        {t('custody.doing.move')}
      </Button>
      <Button size="small" disabled={none} onClick={() => acts.takeOut(copies, done)}>
        {t('custody.doing.take')}
      </Button>
      <Button size="small" disabled={none} onClick={() => acts.putBack(copies, done)}>
        {t('custody.doing.putBack')}
      </Button>
      <Button size="small" type="text" onClick={onClear}>
        {t('custody.bar.clear')}
      </Button>
      {moving && (
        <MoveCopies
          copies={copies}
          onClose={() => setMoving(false)}
          onDone={() => {
            setMoving(false);
            onClear();
          }}
        />
      )}
    </div>
  );
}
