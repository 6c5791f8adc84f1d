import { checkRoundTaskEndpoint, doRoundTaskEndpoint, type RoundTask } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Tag } from '../ui/tag.tsx';
import { sayChecked } from './say-round.ts';

/** What was found and is not right yet: put right by one, checked by another. */
export function RoundTasks({ tasks }: { tasks: readonly RoundTask[] }): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<{ task: RoundTask; step: 'done' | 'again' }>();
  const done = useAct(doRoundTaskEndpoint, ['/rounds']);
  const check = useAct(checkRoundTaskEndpoint, ['/rounds']);
  const close = { onSuccess: () => setAsking(undefined) };
  const error = done.error ?? check.error;
  if (tasks.length === 0) return <p style={{ color: 'var(--ink-soft)' }}>{t('rounds.noTasks')}</p>;
  return (
    <>
      <Lines>
        {tasks.map((task) => (
          <Line
            key={task.id}
            title={
              <>
                <b>{task.what}</b> <Tag tone={task.state === 'checked' ? 'done' : task.overdue ? 'wrong' : 'wait'}>{task.overdue ? t('rounds.overdue') : t(`rounds.state.${task.state}`)}</Tag>
              </>
            }
            says={[task.task, task.place, sayChecked(t, task.line), t('rounds.until', { day: task.dueOn }), task.assignedTo?.name, t('rounds.found', { by: task.found.by, at: formatMoment(task.found.at) }), task.done && t('rounds.fixedBy', { by: task.done.by, at: formatMoment(task.done.at), note: task.done.note })].filter(Boolean).join(' · ')}
            tools={
              <>
                {task.photo && (
                  <a href={`/api/round-tasks/${task.id}/photos/found`} target="_blank" rel="noreferrer">
                    <img src={`/api/round-tasks/${task.id}/photos/found`} alt={task.what} height={40} style={{ display: 'block', borderRadius: 4 }} />
                  </a>
                )}
                {task.may.do && <Button size="small" onClick={() => setAsking({ task, step: 'done' })}>{t('rounds.taskDone')}</Button>}
                {task.may.check && <Button size="small" type="primary" loading={check.isPending && check.variables.params.taskId === task.id} onClick={() => check.mutate({ params: { taskId: task.id }, body: { good: true } })}>{t('rounds.check')}</Button>}
                {task.may.check && <Button size="small" onClick={() => setAsking({ task, step: 'again' })}>{t('rounds.again')}</Button>}
              </>
            }
          />
        ))}
      </Lines>
      {asking && (
        <AskText
          title={asking.task.what}
          label={t('rounds.taskNote')}
          confirm={t(asking.step === 'done' ? 'rounds.taskDone' : 'rounds.again')}
          cancel={t('act.cancel')}
          busy={done.isPending || check.isPending}
          trouble={error ? sayTrouble(t, error) : undefined}
          onCancel={() => setAsking(undefined)}
          onAnswer={(note) => (asking.step === 'done' ? done.mutate({ params: { taskId: asking.task.id }, body: { note } }, close) : check.mutate({ params: { taskId: asking.task.id }, body: { good: false, note } }, close))}
        />
      )}
    </>
  );
}
