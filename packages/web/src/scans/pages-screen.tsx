import { type ArrangeAct, arrangeScanEndpoint, type PageId, type Scan, type ScanId, type ScanPage, showBatchEndpoint, showScanEndpoint, undoArrangementEndpoint } from '@qige/wire';
import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf, queries, useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { pageThumbnail } from '../reading/page-addresses.ts';
import { sayFailure } from '../reading/say-reading.ts';
import { useReadAgain } from '../reading/use-read-again.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { moved, movedBefore } from './order.ts';
import styles from './pages.module.css';

export function PagesScreen(): ReactNode {
  const scanId = useParams({ from: '/inside/scans/$scanId/pages' }).scanId as ScanId;
  const scan = useAsk(showScanEndpoint, { params: { scanId } });
  if (scan.error) return <Trouble error={scan.error} reset={() => void scan.refetch()} />;
  return scan.data ? <Pages key={scanId} scan={scan.data} /> : <Loading />;
}

/** Turn, order, drop, split and merge, by hand or by keys; all of it can be taken back. */
function Pages({ scan }: { scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | undefined>(scan.sheets[0]?.id);
  const [over, setOver] = useState<string>();
  const grid = useRef<HTMLUListElement>(null);
  const stale = ['/batches', '/desk', '/scans/:scanId/reading'];
  const arrange = useAct(arrangeScanEndpoint, stale);
  const undo = useAct(undoArrangementEndpoint, stale);
  const batch = useAsk(showBatchEndpoint, { params: { batchId: scan.batchId } });
  const ids = scan.sheets.map((page) => page.id);
  const index = ids.findIndex((id) => id === at);
  const mine = scan.sheets.filter((page) => chosen.has(page.id));
  const picked: readonly ScanPage[] = mine.length > 0 ? mine : scan.sheets.filter((page) => page.id === at);
  const pickedIds = picked.map((page) => page.id);
  const may = scan.may.arrange;
  const me = useMe();
  const { readAgain, asking } = useReadAgain();
  // A dropped page and a separator sheet are not read, and one that waits will be.
  const rereadable = picked.filter((page) => !page.dropped && !page.separator && page.state !== 'waiting').map((page) => page.id);
  const mayRead = me.may.has('text.correct') && scan.state !== 'rejected' && scan.state !== 'merged';
  const again = (): void => {
    if (mayRead && rereadable.length > 0) readAgain(scan.id, rereadable);
  };

  const keep = (next: Scan): void => void queries.setQueryData(keyOf(showScanEndpoint, { params: { scanId: next.id } }), next);
  const takeBack = (): void =>
    undo.mutate(
      { params: { scanId: scan.id } },
      {
        onSuccess: (after) => {
          keep(after.scan);
          say(t('pages.undone'));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  const act = (what: ArrangeAct): void =>
    arrange.mutate(
      { params: { scanId: scan.id }, body: { version: scan.version, act: what } },
      {
        onSuccess: (after) => {
          keep(after.scan);
          if (after.other) keep(after.other);
          setChosen(new Set());
          say(t(`pages.done.${what.act}`), { undo: { label: t('act.undo'), run: takeBack }, line: scan.id });
        },
        onError: (error) => {
          say(sayTrouble(t, error), { tone: 'wrong' });
          void queries.invalidateQueries({ queryKey: [showScanEndpoint.path] });
        },
      },
    );
  const turn = (by: 90 | 180 | 270): void => act({ act: 'turn', pageIds: pickedIds, by });
  const allDropped = picked.length > 0 && picked.every((page) => page.dropped);
  const drop = (): void => act({ act: allDropped ? 'restore' : 'drop', pageIds: pickedIds });
  const order = (next: readonly string[]): void => {
    if (next.join() !== ids.join()) act({ act: 'order', pageIds: next as PageId[] });
  };
  const shift = (by: 1 | -1): void => order(moved(ids, new Set(pickedIds), by));
  const split = (): void => {
    if (at && index > 0) act({ act: 'split', before: at as PageId });
  };
  const toggle = (id: string, range = false): void => {
    const next = new Set(chosen);
    if (range && index >= 0) for (const one of ids.slice(Math.min(index, ids.indexOf(id as PageId)), Math.max(index, ids.indexOf(id as PageId)) + 1)) next.add(one);
    else if (!next.delete(id)) next.add(id);
    setChosen(next);
    setAt(id);
  };
  const across = (): number => {
    const first = grid.current?.firstElementChild;
    return first ? Math.max(1, Math.floor(((grid.current?.clientWidth ?? 0) + 12) / (first.clientWidth + 12))) : 1;
  };
  const step = (by: number): void => {
    const to = Math.max(0, Math.min(ids.length - 1, index + by));
    setAt(ids[to]);
    grid.current?.children[to]?.querySelector('button')?.focus();
  };

  useShortcuts(t('pages.keysTitle'), [
    { keys: 'arrowright', run: () => step(1) },
    { keys: 'arrowleft', run: () => step(-1) },
    { keys: 'arrowdown', run: () => step(across()) },
    { keys: 'arrowup', run: () => step(-across()) },
    { keys: 'x', says: t('pages.select'), run: () => at && toggle(at) },
    { keys: 'ctrl+a', says: t('pages.selectAll'), run: () => setChosen(new Set(ids)) },
    { keys: 'r', says: t('pages.turnRight'), off: !may, run: () => turn(90) },
    { keys: 'l', says: t('pages.turnLeft'), off: !may, run: () => turn(270) },
    { keys: 'd', says: t('pages.drop'), off: !may, run: drop },
    { keys: 'delete', off: !may, run: drop },
    { keys: 'alt+arrowleft', says: t('pages.earlier'), off: !may, run: () => shift(-1) },
    { keys: 'alt+arrowright', says: t('pages.later'), off: !may, run: () => shift(1) },
    { keys: 's', says: t('pages.split'), off: !may, run: split },
    { keys: 'o', says: t('reading.again'), off: !mayRead || rereadable.length === 0, run: again },
    { keys: 'u', says: t('act.undo'), off: !scan.may.undo, run: takeBack },
    { keys: 'ctrl+z', off: !scan.may.undo, run: takeBack },
    { keys: 'escape', run: () => (chosen.size > 0 ? setChosen(new Set()) : router.history.back()) },
  ]);

  const others = (batch.data?.scans ?? []).filter((one) => one.id !== scan.id && !['registered', 'merged', 'rejected'].includes(one.state));
  const tool = (icon: IconName, label: string, run: () => void, off = false): ReactNode => (
    <Button icon={<Icon name={icon} size={16} />} disabled={!may || off || picked.length === 0} title={label} onClick={run}>
      {label}
    </Button>
  );
  return (
    <Room
      title={
        <>
          {t('pages.title')} · {scan.name} {!may && <Tag>{t(`scanState.${scan.state}`)}</Tag>}
        </>
      }
      onBack={() => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/desk/$scanId', params: { scanId: scan.id }, search: {} }))}
      note={chosen.size > 0 ? t('pages.selected', { count: chosen.size }) : t('pages.say')}
      tools={
        <Button icon={<Icon name="undo" size={16} />} disabled={!scan.may.undo} loading={undo.isPending} onClick={takeBack}>
          {t('act.undo')}
        </Button>
      }
    >
      <div className={styles['tools']} role="toolbar" aria-label={t('pages.title')}>
        {tool('turnLeft', t('pages.turnLeft'), () => turn(270))}
        {tool('turnRight', t('pages.turnRight'), () => turn(90))}
        {tool('left', t('pages.earlier'), () => shift(-1))}
        {tool('right', t('pages.later'), () => shift(1))}
        {tool(allDropped ? 'undo' : 'trash', t(allDropped ? 'pages.restore' : 'pages.drop'), drop)}
        {tool('split', t('pages.split'), split, index <= 0)}
        <Button icon={<Icon name="again" size={16} />} disabled={!mayRead || rereadable.length === 0} loading={asking} title={t('reading.again')} onClick={again}>
          {t('reading.again')}
        </Button>
        <Dropdown
          trigger={['click']}
          disabled={!may}
          menu={{
            items: others.length > 0 ? others.map((one) => ({ key: one.id, label: `${one.name} · ${t('intake.pages', { count: one.pages })}` })) : [{ key: '', disabled: true, label: t('pages.mergeNone') }],
            onClick: ({ key }) => key && act({ act: 'merge', scanId: key as ScanId }),
            style: { maxHeight: 360, overflow: 'auto' },
          }}
        >
          <Button icon={<Icon name="merge" size={16} />} title={t('pages.mergeSay')}>
            {t('pages.merge')}
          </Button>
        </Dropdown>
      </div>
      <ul ref={grid} className={styles['grid']} aria-label={t('pages.list')}>
        {scan.sheets.map((page, position) => (
          <li
            key={page.id}
            data-over={over === page.id || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(page.id);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(undefined);
              if (may) order(movedBefore(ids, new Set(pickedIds), page.id));
            }}
          >
            <button
              type="button"
              className={styles['page']}
              draggable={may}
              tabIndex={page.id === at ? 0 : -1}
              aria-pressed={chosen.has(page.id)}
              aria-label={`${t('viewer.page', { number: position + 1 })}${page.dropped ? ` ${t('pages.dropped')}` : ''}${page.separator ? ` ${t('pages.separator')}` : ''}${page.state === 'failed' ? ` ${sayFailure(t, page.failure)}` : ''}`}
              data-here={page.id === at || undefined}
              data-off={page.dropped || page.separator || undefined}
              onDragStart={() => {
                if (!chosen.has(page.id)) setChosen(new Set([page.id]));
                setAt(page.id);
              }}
              onFocus={() => setAt(page.id)}
              onClick={(event: MouseEvent) => toggle(page.id, event.shiftKey)}
            >
              <span className={styles['sheet']}>{page.hasImage && <img src={pageThumbnail(page.id, `${page.turned}-${page.state}`)} alt="" loading="lazy" draggable={false} />}</span>
              <span className={styles['number']}>
                {position + 1}
                {page.dropped && ` · ${t('pages.dropped')}`}
                {page.separator && ` · ${t('pages.separator')}`}
                {page.state === 'waiting' && !page.dropped && ` · ${t('scanState.reading')}`}
              </span>
              {page.state === 'failed' && !page.dropped && <span className={styles['failed']}>{sayFailure(t, page.failure)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Room>
  );
}
