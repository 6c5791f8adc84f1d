import type { Copy, CopyId } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useIsPhone } from '../ui/use-phone.ts';
import { PrintLabels } from '../labels/print-labels.tsx';
import { useMe } from '../shell/me.ts';
import { MoveCopies } from './move-copies.tsx';
import { ReleasePapers } from './release-papers.tsx';
import { isReleasable, paperOf } from './released.ts';
import { useCopyActs } from './use-copy-acts.ts';
import styles from './custody.module.css';

const most = 200;

/** What can be done with the papers that were chosen. Each is done or refused for itself; the server says which. */
export function ChosenCopies({ copies, onFile, onClear }: { copies: readonly Copy[]; onFile: (ids: readonly CopyId[]) => void; onClear: () => void }): ReactNode {
  const { t } = useTranslation();
  const acts = useCopyActs();
  const size = useIsPhone() ? 'middle' : 'small';
  const { id: me } = useMe();
  const [moving, setMoving] = useState(false);
  const [giving, setGiving] = useState(false);
  const mine = copies.filter((copy) => isReleasable(copy, me));
  const none = copies.length === 0 || copies.length > most || acts.busy;
  const file = (): void => onFile(copies.map(({ id }) => id));
  const done = { onDone: onClear };
  useShortcuts(t('custody.bar.title'), [
    { keys: 'f', says: t('custody.doing.file'), off: none, run: file },
    { keys: 'm', says: t('custody.doing.move'), off: none, run: () => setMoving(true) },
    { keys: 't', says: t('custody.doing.take'), off: none, run: () => acts.takeOut(copies, done) },
    { keys: 'b', says: t('custody.doing.putBack'), off: none, run: () => acts.putBack(copies, done) },
    { keys: 'g', says: t('handOvers.release'), off: none || mine.length === 0, run: () => setGiving(true) },
    { keys: 'escape', says: t('custody.bar.clear'), off: copies.length === 0 || moving || giving, run: onClear },
  ]);
  if (copies.length === 0) return null;
  return (
    <div className={`${styles['bar']} ${styles['chosen']}`} role="toolbar" aria-label={t('custody.bar.title')}>
      <span role="status">{copies.length > most ? t('custody.bar.over', { most }) : t('custody.bar.count', { count: copies.length })}</span>
      {copies.some(({ archivalCode }) => !archivalCode) && (
        <Button size={size} type="primary" disabled={none} onClick={file}>
          {t('custody.doing.file')}
        </Button>
      )}
      <Button size={size} disabled={none} onClick={() => setMoving(true)}>
        {t('custody.doing.move')}
      </Button>
      <Button size={size} disabled={none} onClick={() => acts.takeOut(copies, done)}>
        {t('custody.doing.take')}
      </Button>
      <Button size={size} disabled={none} onClick={() => acts.putBack(copies, done)}>
        {t('custody.doing.putBack')}
      </Button>
      {mine.length > 0 && (
        <Button size={size} disabled={none} onClick={() => setGiving(true)}>
          {t('handOvers.release')}
        </Button>
      )}
      <PrintLabels ids={copies.map(({ id }) => id)} templates={['item', 'stamp', 'cover']} size={size === 'small' ? 'small' : 'middle'} />
      <Button size={size} type="text" onClick={onClear}>
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
      {giving && <ReleasePapers papers={mine.map(paperOf)} onClose={() => setGiving(false)} />}
    </div>
  );
}
