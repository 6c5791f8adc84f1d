import { reportRoundsEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { sayChecked } from './say-round.ts';
import styles from './climate.module.css';

/** A year of rounds, as it is printed and signed. */
export function RoundsReport({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useTranslation();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const report = useAsk(reportRoundsEndpoint, { query: { year: String(year) as never } }, { keep: true });
  if (report.error) return <Trouble error={report.error} reset={() => void report.refetch()} />;
  if (!report.data) return <Loading />;
  const { rooms, lines, tasks } = report.data;
  const table = (heads: string[], rows: (string | number)[][]): ReactNode => (
    <table className={styles['table']} style={{ marginBottom: 20 }}>
      <thead>
        <tr>
          {heads.map((head, index) => (
            <th key={head} data-text={typeof rows[0]?.[index] === 'string' || undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('\n')}>
            {row.map((cell, index) => (
              <td key={heads[index]} data-text={typeof cell === 'string' || undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <div className={styles['report']}>
      <p className={styles['bar']} data-no-print>
        <Button onClick={onBack}>{t('act.back')}</Button>
        <Button aria-label={t('climate.earlier')} icon={<Icon name="left" size={16} />} onClick={() => setYear(year - 1)} />
        <b>{year}</b>
        <Button aria-label={t('climate.later')} icon={<Icon name="right" size={16} />} onClick={() => setYear(year + 1)} />
        <Button icon={<Icon name="print" size={16} />} onClick={() => window.print()} />
      </p>
      <h2>{t('rounds.reportTitle', { year })}</h2>
      {rooms.length === 0 ? (
        <p>{t('rounds.noReport')}</p>
      ) : (
        <>
          {table([t('rounds.room'), t('rounds.planName'), t('rounds.rounds'), t('rounds.late'), t('rounds.findings')], rooms.map((room) => [room.place, sayChecked(t, room.plan), room.rounds, room.late, room.findings]))}
          {lines.length > 0 && table([t('rounds.line'), t('rounds.findings'), t('rounds.right'), t('rounds.overdue')], lines.map((line) => [sayChecked(t, line.line), line.findings, line.right, line.overdue]))}
          {tasks.length > 0 && table([t('rounds.what'), t('rounds.task'), t('rounds.room'), t('rounds.dueOn'), t('rounds.assignedTo'), ''], tasks.map((task) => [task.what, task.task, task.place, task.dueOn, task.assignedTo?.name ?? '', t(`rounds.state.${task.state}`)]))}
          <p className={styles['sign']}>{t('rounds.signed')}</p>
        </>
      )}
    </div>
  );
}
