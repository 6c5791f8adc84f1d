import { closeIncidentEndpoint, foundAgainEndpoint, type Incident, reportIncidentEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { formatMoment } from '../ui/format.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { PaperName } from './paper-line.tsx';
import { paperStale } from './stale.ts';
import styles from './hand-overs.module.css';

export function IncidentLines({ incidents }: { incidents: readonly Incident[] }): ReactNode {
  return (
    <ul className={styles['lines']}>
      {incidents.map((incident) => (
        <Line key={incident.id} incident={incident} />
      ))}
    </ul>
  );
}

function Line({ incident }: { incident: Incident }): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'report' | 'close'>();
  const report = useAct(reportIncidentEndpoint, paperStale);
  const close = useAct(closeIncidentEndpoint, paperStale);
  const find = useAct(foundAgainEndpoint, paperStale);
  const { id, paper, kind, may, reported, closed, missingPages, remedy } = incident;
  const params = { incidentId: id };
  const wrong = (error: Error): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const done = { onSuccess: () => setAsking(undefined), onError: wrong };
  return (
    <li>
      <div className={styles['main']}>
        <Link to="/contracts/$contractId" params={{ contractId: paper.contractId }}>
          <PaperName paper={paper} />
        </Link>
        <span>
          {[missingPages ? t('incidents.missing', { count: missingPages }) : '', incident.what].filter(Boolean).join(t('act.semicolon'))}
        </span>
        <small>
          {t('incidents.foundBy', { at: formatMoment(incident.foundAt), name: incident.foundBy })}
          {reported && ` · ${t('incidents.reported', { at: formatMoment(reported.at), to: reported.to })}`}
          {closed && ` · ${t('incidents.closed', { at: formatMoment(closed.at), name: closed.by })}`}
          {remedy && ` · ${remedy}`}
        </small>
      </div>
      <div className={styles['acts']}>
        <Tag tone={closed ? 'plain' : 'wrong'}>{t(`incidents.kind.${kind}`)}</Tag>
        {!closed && !reported && <Tag tone={incident.overdue ? 'wrong' : 'wait'}>{incident.overdue ? t('incidents.overdue') : t('incidents.reportBy', { day: incident.reportBy })}</Tag>}
        {incident.loanId && (
          <Link to="/archive/loans/$loanId" params={{ loanId: incident.loanId }}>
            {t('loans.see')}
          </Link>
        )}
        {may.find && (
          <Button loading={find.isPending} onClick={() => find.mutate({ params, body: {} }, { onSuccess: () => say(t('incidents.found')), onError: wrong })}>
            {t('incidents.find')}
          </Button>
        )}
        {may.report && (
          <Button type={incident.overdue ? 'primary' : 'default'} onClick={() => setAsking('report')}>
            {t('incidents.report')}
          </Button>
        )}
        {may.close && <Button onClick={() => setAsking('close')}>{t('incidents.close')}</Button>}
      </div>
      {asking === 'report' && <AskText title={t('incidents.reportTitle')} label={t('incidents.reportTo')} hint={t('incidents.law')} most={100} confirm={t('incidents.report')} cancel={t('act.cancel')} busy={report.isPending} onCancel={() => setAsking(undefined)} onAnswer={(reportedTo) => report.mutate({ params, body: { reportedTo } }, done)} />}
      {asking === 'close' && <AskText title={t('incidents.closeTitle')} label={t('incidents.closeWhat')} most={1000} confirm={t('incidents.close')} cancel={t('act.cancel')} busy={close.isPending} onCancel={() => setAsking(undefined)} onAnswer={(text) => close.mutate({ params, body: { remedy: text } }, done)} />}
    </li>
  );
}
