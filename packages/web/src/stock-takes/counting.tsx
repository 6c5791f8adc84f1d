import { labelCode } from '@qige/rules/label-code';
import type { StockTakeId } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueue } from '../offline/the-queue.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { Room } from '../ui/room.tsx';
import { Scanner } from '../ui/scanner/scanner.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import styles from './counting.module.css';
import { type KeptScan, remaining, toneOf } from './judge-here.ts';
import { useCounting } from './use-counting.ts';
import { VerdictCard } from './verdict-card.tsx';

const tags = { good: 'done', warn: 'wait', wrong: 'wrong' } as const;

/** In front of the shelf: scan the box, then its copies. Works without network from the list that is kept here. */
export function Counting({ stockTakeId }: { stockTakeId: StockTakeId }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { kept, fetching, scans, placeId, last, hear, damage, refetch } = useCounting(stockTakeId);
  const waiting = useQueue().acts.filter((act) => act.group === stockTakeId && act.state === 'waiting').length;
  const [damaging, setDamaging] = useState<KeptScan>();
  const leave = (): void => void navigate({ to: '/archive/stock-takes/$stockTakeId', params: { stockTakeId }, search: {} });
  useShortcuts(t('stockCount.title'), [{ keys: 'escape', says: t('stockCount.leave'), off: damaging !== undefined, run: leave }]);
  if (kept === undefined) return <Loading />;
  const back = <Button onClick={leave}>{t('stockCount.leave')}</Button>;
  if (kept === null) {
    return (
      <Empty icon="qr" title={t('stockCount.title')} text={t('stockCount.notKept')}>
        <Button type="primary" loading={fetching} onClick={refetch}>
          {t('act.again')}
        </Button>
        {back}
      </Empty>
    );
  }
  const { list } = kept;
  if (list.state !== 'counting' && list.state !== 'recounting') {
    return (
      <Empty icon="check" title={list.name} text={t('stockCount.gone')}>
        {back}
      </Empty>
    );
  }
  const place = list.places.find((one) => one.id === placeId);
  return (
    <Room title={t('stockCount.title')} note={waiting > 0 ? <Tag tone="wait">{`${waiting} ${t('stockCount.waiting')}`}</Tag> : t('stockCount.totals', { count: scans.length })} tools={back}>
      <div className={styles['counting']}>
        <div className={styles['now']} aria-live="assertive">
          <p className={styles['soft']}>{list.name}</p>
          {list.round === 2 && <p className={styles['soft']}>{t('stockCount.round', { count: list.items.filter((item) => item.recount).length })}</p>}
          {place ? (
            <HerePlace key={place.id} where={place.where} {...remaining(list, scans, place.id)} installation={list.installation} />
          ) : (
            <div className={styles['first']}>
              <b>{t('stockCount.scanPlace')}</b>
              <span>{t('stockCount.scanPlaceSay')}</span>
            </div>
          )}
          {last && <VerdictCard key={last.kind === 'scan' ? last.scan.scanId : last.kind} heard={last} list={list} onDamage={setDamaging} />}
        </div>
        <div className={styles['eye']}>
          <Scanner silent onScan={hear} paused={damaging !== undefined} />
          <p className={styles['soft']}>
            {t('stockCount.kept', { at: formatMoment(new Date(kept.at).toISOString()).slice(5) })}{' '}
            <Button type="link" size="small" loading={fetching} onClick={refetch}>
              {t('stockCount.refetch')}
            </Button>
          </p>
        </div>
        {scans.length > 0 && (
          <section className={styles['recent']}>
            <h2>{t('stockCount.recent')}</h2>
            <ul>
              {scans
                .slice(-30)
                .toReversed()
                .map((scan) => (
                  <li key={scan.scanId}>
                    <Tag tone={tags[toneOf(scan)]}>{t(`stockTakes.verdict.${scan.verdict}`)}</Tag>
                    <span className={styles['code']}>{scan.answer?.archivalCode ?? scan.answer?.label ?? scan.code}</span>
                    <span className={styles['soft']}>{formatMoment(new Date(scan.seenAt).toISOString()).slice(11)}</span>
                    {scan.answer ? <Icon name="check" size={14} /> : <Icon name="clock" size={14} />}
                  </li>
                ))}
            </ul>
          </section>
        )}
      </div>
      {damaging && (
        <AskText
          title={t('stockCount.damageTitle')}
          label={t('stockCount.damageHint')}
          most={200}
          confirm={t('act.save')}
          cancel={t('act.cancel')}
          onCancel={() => setDamaging(undefined)}
          onAnswer={(what) => {
            damage(damaging, what);
            setDamaging(undefined);
          }}
        />
      )}
    </Room>
  );
}

function HerePlace({ where, expected, left, installation }: { where: string; installation: string } & ReturnType<typeof remaining>): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles['place']}>
      <span className={styles['soft']}>{t('stockCount.here')}</span>
      <b>{where}</b>
      <Progress done={expected - left.length} of={expected} label={where} />
      <span className={styles['left']}>
        {expected === 0 ? t('stockCount.nothingHere') : left.length === 0 ? t('stockCount.done') : t('stockCount.left', { count: left.length })}
        {left.length > 0 && (
          <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'stockCount.hide' : 'stockCount.show')}
          </Button>
        )}
      </span>
      {open && (
        <ul className={styles['missing']}>
          {left.slice(0, 60).map((item) => (
            <li key={item.label}>
              <span className={styles['code']}>{item.archivalCode ?? labelCode(installation, 'copy', item.label)}</span> {item.title}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
