import { closeStockTakeEndpoint, showStockReportEndpoint, signStockTakeEndpoint, type StockReport, type StockTake } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import styles from './report.module.css';
import { whereIn } from './say-where.ts';
import { percent } from './start-stock-take.tsx';

/** The report as it will be signed and printed; signing and closing stand above it. */
export function ReportView({ stockTake }: { stockTake: StockTake }): ReactNode {
  const { t } = useTranslation();
  const report = useAsk(showStockReportEndpoint, { params: { stockTakeId: stockTake.id } }, { enabled: stockTake.reportedAt !== null });
  if (stockTake.reportedAt === null) return <Empty icon="file" title={t('stockReport.title')} text={t('stockReport.none')} />;
  if (report.error) return <Trouble error={report.error} reset={() => void report.refetch()} />;
  if (!report.data) return <Loading />;
  return (
    <div className={styles['scroll']}>
      <Signing stockTake={stockTake} report={report.data} />
      <Sheet report={report.data} />
    </div>
  );
}

function Signing({ stockTake, report }: { stockTake: StockTake; report: StockReport }): ReactNode {
  const { t } = useTranslation();
  const [closing, setClosing] = useState(false);
  const sign = useAct(signStockTakeEndpoint, ['/stock-takes']);
  const close = useAct(closeStockTakeEndpoint, ['/stock-takes', '/copies', '/places', '/incidents', '/loans', '/contracts/:contractId/copies']);
  const params = { stockTakeId: stockTake.id };
  const wrong = (error: Error): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const chosen = (correction: string): number => report.differences.filter((one) => one.correction === correction).length;
  return (
    <div className={styles['tools']} data-no-print>
      <p>
        {stockTake.closedAt
          ? t('stockReport.closedAt', { at: formatMoment(stockTake.closedAt) })
          : stockTake.signed.length >= 2
            ? t('stockReport.bothSigned')
            : stockTake.whyNotSign
              ? t(`stockReport.whyNot.${stockTake.whyNotSign}`)
              : t(stockTake.signed.length === 0 ? 'stockReport.waitingFirst' : 'stockReport.waitingSecond')}
      </p>
      <Button icon={<Icon name="print" size={16} />} onClick={() => window.print()}>
        {t('stockReport.print')}
      </Button>
      {stockTake.may.sign && (
        <Button type="primary" loading={sign.isPending} onClick={() => sign.mutate({ params, body: { reportedAt: report.reportedAt } }, { onSuccess: () => say(t('stockReport.signed')), onError: wrong })}>
          {t('stockReport.sign')}
        </Button>
      )}
      {stockTake.may.close && (
        <Button type="primary" onClick={() => setClosing(true)}>
          {t('stockReport.close')}
        </Button>
      )}
      {closing && (
        <Dialog
          open
          title={t('stockReport.close')}
          okText={t('stockReport.close')}
          cancelText={t('act.cancel')}
          okButtonProps={{ loading: close.isPending }}
          onCancel={() => setClosing(false)}
          onOk={() =>
            close.mutate(
              { params },
              {
                onSuccess: () => {
                  setClosing(false);
                  say(t('stockReport.closed'));
                },
                onError: wrong,
              },
            )
          }
        >
          <p>{t('stockReport.closeSay', { moved: chosen('moved'), lost: chosen('lost'), returned: chosen('returned'), damaged: report.differences.filter(({ damaged }) => damaged).length })}</p>
        </Dialog>
      )}
    </div>
  );
}

const counted = ['found', 'missing', 'wrong-place', 'unknown', 'on-loan', 'back', 'moved', 'damaged'] as const;

function Sheet({ report }: { report: StockReport }): ReactNode {
  const { t } = useTranslation();
  const { sample, counts, differences } = report;
  const kind = sample ? t('stockReport.sample', { ...sample, confidence: percent(sample.confidence), defects: percent(sample.defects) }) : t(report.recounted ? 'stockReport.fullRecounted' : 'stockReport.full');
  return (
    <article className={styles['sheet']} data-print>
      <h2>{t('stockReport.title')}</h2>
      <dl className={styles['facts']}>
        <dt>{t('stockStart.name')}</dt>
        <dd className={styles['wide']}>{report.name}</dd>
        <dt>{t('stockReport.place')}</dt>
        <dd className={styles['wide']}>{report.where}</dd>
        <dt>{t('stockReport.kind')}</dt>
        <dd className={styles['wide']}>{kind}</dd>
        <dt>{t('stockReport.opened')}</dt>
        <dd>
          {report.openedBy.name} {formatMoment(report.openedAt)}
        </dd>
        <dt>{t('stockReport.made')}</dt>
        <dd>
          {report.reportedBy.name} {formatMoment(report.reportedAt)}
        </dd>
        <dt>{t('stockReport.counters')}</dt>
        <dd className={styles['wide']}>{report.counters.map((one) => t('stockReport.scans', one)).join(t('act.comma')) || '–'}</dd>
      </dl>
      <div className={styles['counts']}>
        <div>
          <b>{counts.expected}</b>
          <span>{t('stockReport.expected')}</span>
        </div>
        {counted.map((result) => (
          <div key={result}>
            <b>{counts[result]}</b>
            <span>{t(`stockTakes.result.${result}`)}</span>
          </div>
        ))}
      </div>
      {sample && <p className={styles['verdict']}>{t(differences.length === 0 ? 'stockReport.accepted' : 'stockReport.rejected')}</p>}
      <h3>{t('stockReport.differences')}</h3>
      {differences.length === 0 ? <p>{t('stockReport.noDifferences')}</p> : <Differences differences={differences} branch={report.where} />}
      {report.unread.length > 0 && (
        <>
          <h3>{t('stockReport.unread')}</h3>
          <p className={styles['soft']}>{report.unread.map((one) => one.code + t('act.brackets', { what: t(`stockTakes.verdict.${one.verdict}`) })).join(t('act.comma'))}</p>
        </>
      )}
      <h3>{t('stockReport.signatures')}</h3>
      <div className={styles['signatures']}>
        {[0, 1].map((n) => (
          <div key={n}>
            <span className={styles['soft']}>{t('stockReport.signature')}</span>
            {report.signed[n] && (
              <>
                <b>{report.signed[n].name}</b>
                <span className={styles['soft']}>{formatMoment(report.signed[n].at)}</span>
              </>
            )}
          </div>
        ))}
      </div>
    </article>
  );
}

function Differences({ differences, branch }: { differences: StockReport['differences']; branch: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['tableWrap']} role="region" aria-label={t('stockReport.differences')} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {(['label', 'contract', 'result', 'place', 'found', 'correction'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`stockTakes.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <tr key={one.label}>
              <td className={styles['code']}>
                {one.label}
                {one.archivalCode && (
                  <>
                    <br />
                    {one.archivalCode}
                  </>
                )}
              </td>
              <td>{one.contract ? `${one.contract.number} ${one.contract.title}` : t('stockTakes.hidden')}</td>
              <td>
                {[t(`stockTakes.result.${one.result}`), ...(one.damaged ? [`${t('stockTakes.result.damaged')}${one.damage ? `${t('act.colon')}${one.damage}` : ''}`] : [])].join(t('act.semicolon'))}
              </td>
              <td>{whereIn(branch, one.place)}</td>
              <td>{whereIn(branch, one.found)}</td>
              <td className={styles['code']}>{one.correction ? t(`stockTakes.correction.${one.correction}`) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
