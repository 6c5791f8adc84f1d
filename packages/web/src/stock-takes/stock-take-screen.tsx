import { abandonStockTakeEndpoint, recountEndpoint, reportStockTakeEndpoint, resumeStockTakeEndpoint, showStockTakeEndpoint, type StockTake, type StockTakeId } from '@qige/wire';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount, formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { Room } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { given } from '../ui/url-state.ts';
import { PlaceProgress } from './place-progress.tsx';
import { ReportView } from './report-view.tsx';
import { percent } from './start-stock-take.tsx';
import { StockItems } from './stock-items.tsx';
import styles from './stock-takes.module.css';
import { UnreadCodes } from './unread-codes.tsx';

const Counting = lazy(() => import('./counting.tsx').then((file) => ({ default: file.Counting })));
const views = ['items', 'places', 'unread', 'report'] as const;
type View = (typeof views)[number];

/** One stock-take: how far it is, what came out, the report; or, when counting, the scanner and nothing else. */
export function StockTakeScreen(): ReactNode {
  const stockTakeId = useParams({ from: '/inside/archive/stock-takes/$stockTakeId' }).stockTakeId as StockTakeId;
  const { view } = useSearch({ from: '/inside/archive/stock-takes/$stockTakeId' });
  const stockTake = useAsk(showStockTakeEndpoint, { params: { stockTakeId } }, { enabled: view !== 'count' });
  // In the vault there is no network: counting asks for nothing that is not kept on the device.
  if (view === 'count') {
    return (
      <Suspense fallback={<Loading />}>
        <Counting key={stockTakeId} stockTakeId={stockTakeId} />
      </Suspense>
    );
  }
  if (stockTake.error && !stockTake.data) return <Trouble error={stockTake.error} reset={() => void stockTake.refetch()} />;
  return stockTake.data ? <Overview stockTake={stockTake.data} /> : <Loading />;
}

const results = ['found', 'missing', 'wrong-place', 'unknown', 'on-loan', 'damaged', 'back', 'moved'] as const;
const wrong: readonly string[] = ['wrong-place', 'unknown', 'back', 'damaged'];

function Overview({ stockTake }: { stockTake: StockTake }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/archive/stock-takes/$stockTakeId' });
  const { id, counts, may, state } = stockTake;
  const view: View = views.find((one) => one === search.view) ?? (state === 'reported' || state === 'closed' ? 'report' : 'items');
  const go = (part: { view?: string | undefined; result?: string | undefined; place?: string | undefined }): void =>
    void navigate({ to: '/archive/stock-takes/$stockTakeId', params: { stockTakeId: id }, search: given({ view, ...part }), replace: part.view !== 'count' });
  const counted = counts.expected - counts.missing;
  const counting = state === 'counting' || state === 'recounting';
  useShortcuts(t('archiveView.stock-takes'), [
    { keys: 'c', says: t('stockTakes.count'), off: !may.count, run: () => go({ view: 'count' }) },
    ...views.map((one, i) => ({ keys: String(i + 1), says: t(`stockTakes.view.${one}`), run: () => go({ view: one, result: undefined, place: undefined }) })),
  ]);
  return (
    <Room
      flush
      title={stockTake.name}
      onBack={() => void navigate({ to: '/archive', search: { view: 'stock-takes' } })}
      note={
        <>
          <Tag tone={counting ? 'wait' : state === 'reported' ? 'wrong' : state === 'closed' ? 'done' : 'plain'}>{t(`stockTakes.state.${state === 'reported' && stockTake.signed.length >= 2 ? 'signed' : state}`)}</Tag> {stockTake.name === stockTake.place.where ? '' : stockTake.place.where}
        </>
      }
      tools={<Acts stockTake={stockTake} onCount={() => go({ view: 'count' })} onReport={() => go({ view: 'report', result: undefined, place: undefined })} />}
    >
      <div className={styles['screen']}>
        <div className={styles['summary']} data-no-print>
          <div className={styles['figures']}>
            <span>
              <b>{formatCount(counted)}</b> / {formatCount(counts.expected)}
            </span>
            {state === 'recounting' && <span>{`${t('stockTakes.result.recount')} ${counts.recounted} / ${counts.recount}`}</span>}
            <span className={styles['soft']}>{t('stockTakes.openedBy', { name: stockTake.openedBy.name, at: formatMoment(stockTake.openedAt) })}</span>
            <span className={styles['soft']}>
              {stockTake.counters.length === 0 ? t('stockTakes.nobody') : stockTake.counters.map((one) => t('stockTakes.counterLine', { name: one.name, scans: one.scans, at: formatMoment(one.lastAt).slice(5) })).join(t('act.semicolon'))}
            </span>
          </div>
          <Progress done={counted} of={counts.expected} label={t('stockTakes.progress', { counted, expected: counts.expected })} />
          {stockTake.sample && <p className={styles['soft']}>{t('stockTakes.sampleLine', { ...stockTake.sample, confidence: percent(stockTake.sample.confidence), defects: percent(stockTake.sample.defects) })}</p>}
          {stockTake.abandonedWhy && <p className={styles['trouble']}>{t('stockTakes.abandonedWhy', { reason: stockTake.abandonedWhy })}</p>}
          <div className={styles['bar']} style={{ marginBottom: 0 }}>
            <Segmented
              value={view}
              aria-label={stockTake.name}
              options={views.map((value) => ({ value, label: value === 'unread' && counts.unread > 0 ? `${t('stockTakes.view.unread')} ${counts.unread}` : t(`stockTakes.view.${value}`) }))}
              onChange={(value) => go({ view: value, result: undefined, place: undefined })}
            />
          </div>
          {view === 'items' && (
            <div className={styles['chips']} role="group" aria-label={t('stockTakes.column.result')}>
              <Chip on={!search.result} label={t('stockTakes.all')} count={null} onClick={() => go({ result: undefined })} />
              {results
                .filter((result) => counts[result] > 0 || (result !== 'back' && result !== 'moved'))
                .map((result) => (
                  <Chip key={result} on={search.result === result} wrong={counts[result] > 0 && (wrong.includes(result) || (result === 'missing' && !counting))} label={result === 'missing' && counting ? t('stockTakes.notYet') : t(`stockTakes.result.${result}`)} count={counts[result]} onClick={() => go({ result: search.result === result ? undefined : result })} />
                ))}
              {counts.recount > 0 && <Chip on={search.result === 'recount'} label={t('stockTakes.result.recount')} count={counts.recount} onClick={() => go({ result: 'recount' })} />}
              {search.place && <Chip on label={t('act.clear')} count={null} onClick={() => go({ place: undefined })} />}
            </div>
          )}
        </div>
        {view === 'items' && <StockItems stockTake={stockTake} result={search.result} placeId={search.place} />}
        {view === 'places' && <PlaceProgress stockTake={stockTake} onOpen={(place) => go({ view: 'items', place, result: undefined })} />}
        {view === 'unread' && <UnreadCodes stockTakeId={id} />}
        {view === 'report' && <ReportView stockTake={stockTake} />}
      </div>
    </Room>
  );
}

function Chip({ on, wrong, label, count, onClick }: { on: boolean; wrong?: boolean; label: string; count: number | null; onClick: () => void }): ReactNode {
  return (
    <button type="button" className={styles['chip']} aria-pressed={on} data-wrong={wrong || undefined} onClick={onClick}>
      {label}
      {count !== null && <b>{formatCount(count)}</b>}
    </button>
  );
}

/** What can be done with it as a whole. */
function Acts({ stockTake: { id, may, counts }, onCount, onReport }: { stockTake: StockTake; onCount: () => void; onReport: () => void }): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'recount' | 'report' | 'abandon'>();
  const stale = ['/stock-takes'];
  const acts = { recount: useAct(recountEndpoint, stale), report: useAct(reportStockTakeEndpoint, stale), resume: useAct(resumeStockTakeEndpoint, stale) };
  const abandon = useAct(abandonStockTakeEndpoint, stale);
  const params = { stockTakeId: id };
  const run = (act: keyof typeof acts, said: (after: StockTake) => string): void =>
    acts[act].mutate(
      { params },
      {
        onSuccess: (after) => {
          setAsking(undefined);
          say(said(after));
          if (act === 'report') onReport();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <>
      {may.abandon && (
        <Button type="text" onClick={() => setAsking('abandon')}>
          {t('stockTakes.abandon')}
        </Button>
      )}
      {may.resume && (
        <Button loading={acts.resume.isPending} onClick={() => run('resume', () => t('stockTakes.resumed'))}>
          {t('stockTakes.resume')}
        </Button>
      )}
      {may.recount && <Button onClick={() => setAsking('recount')}>{t('stockTakes.recount')}</Button>}
      {may.report && <Button onClick={() => setAsking('report')}>{t('stockTakes.report')}</Button>}
      {may.count && (
        <Button type="primary" icon={<Icon name="qr" size={16} />} onClick={onCount}>
          {t('stockTakes.count')}
        </Button>
      )}
      {asking === 'recount' && (
        <Dialog open title={t('stockTakes.recount')} okText={t('stockTakes.recount')} cancelText={t('act.cancel')} okButtonProps={{ loading: acts.recount.isPending }} onCancel={() => setAsking(undefined)} onOk={() => run('recount', (after) => t('stockTakes.recountBegun', { count: after.counts.recount }))}>
          <p>{t('stockTakes.recountSay', { count: counts.missing + counts['wrong-place'] + counts.unknown + counts.back + counts.damaged })}</p>
        </Dialog>
      )}
      {asking === 'report' && (
        <Dialog open title={t('stockTakes.report')} okText={t('stockTakes.report')} cancelText={t('act.cancel')} okButtonProps={{ loading: acts.report.isPending }} onCancel={() => setAsking(undefined)} onOk={() => run('report', () => t('stockTakes.reported'))}>
          {counts.missing > 0 && <p className={styles['trouble']}>{t('stockTakes.reportMissing', { count: counts.missing })}</p>}
          <p>{t('stockTakes.reportSay')}</p>
        </Dialog>
      )}
      {asking === 'abandon' && (
        <AskText
          title={t('stockTakes.abandonTitle')}
          label={t('stockTakes.abandonReason')}
          confirm={t('stockTakes.abandon')}
          cancel={t('act.cancel')}
          busy={abandon.isPending}
          trouble={abandon.error ? sayTrouble(t, abandon.error) : undefined}
          onCancel={() => setAsking(undefined)}
          onAnswer={(reason) =>
            abandon.mutate(
              { params, body: { reason } },
              {
                onSuccess: () => {
                  setAsking(undefined);
                  say(t('stockTakes.abandoned'));
                },
              },
            )
          }
        />
      )}
    </>
  );
}
