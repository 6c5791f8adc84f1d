import { doRoundEndpoint, listColleaguesEndpoint, type PersonId, type RoundPlan } from '@qige/wire';
import { addDays } from '@qige/rules/workdays';
import { Button, Input, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { dayHere } from '../ui/format.ts';
import { say } from '../ui/toast.ts';
import { sayChecked } from './say-round.ts';
import { TakePhoto } from './take-photo.tsx';
import styles from './climate.module.css';

interface Seen {
  good: boolean;
  what: string;
  task: string;
  dueOn: string;
  assignedTo: string;
  photo: string | null;
}

const inAWeek = (): string => addDays(dayHere(), 7);

/** One goes through the room line by line; what is typed is kept until the round is finished. */
export function DoRound({ plan, onBack }: { plan: RoundPlan; onBack: () => void }): ReactNode {
  const { t } = useTranslation();
  const key = `qige.round.${plan.id}`;
  const [seen, setSeen] = useState<Record<string, Seen>>(() => JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, Seen>);
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const finish = useAct(doRoundEndpoint, ['/rounds']);
  const put = (line: string, part: Partial<Seen>): void => {
    const next = { ...seen, [line]: { ...(seen[line] ?? { good: true, what: '', task: '', dueOn: inAWeek(), assignedTo: '', photo: null }), ...part } };
    setSeen(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  const answered = (line: string): boolean => {
    const one = seen[line];
    return one !== undefined && (one.good || (one.what.trim() !== '' && one.task.trim() !== '' && one.dueOn !== ''));
  };
  const left = plan.lines.filter((line) => !answered(line)).length;
  const send = (): void => {
    const answers = plan.lines.map((line) => {
      const one = seen[line];
      return !one || one.good ? { line, good: true as const } : { line, good: false as const, what: one.what.trim(), task: one.task.trim(), dueOn: one.dueOn, assignedTo: (one.assignedTo || null) as PersonId | null, photo: one.photo };
    });
    finish.mutate({ params: { planId: plan.id }, body: { answers } }, {
      onSuccess: ({ tasks }) => {
        sessionStorage.removeItem(key);
        say(t('rounds.done', { count: tasks }));
        onBack();
      },
      onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
    });
  };
  return (
    <div className={styles['form']} style={{ maxWidth: 640, gap: 0 }}>
      <h2 style={{ fontSize: 15, marginBottom: 8 }}>{`${sayChecked(t, plan.name)} · ${plan.place}`}</h2>
      {plan.lines.map((line) => {
        const one = seen[line];
        return (
          <section key={line} className={styles['check']} data-bad={(one && !one.good) || undefined}>
            <header>
              <b>{sayChecked(t, line)}</b>
              <Segmented value={one ? (one.good ? 'good' : 'bad') : ''} aria-label={sayChecked(t, line)} options={(['good', 'bad'] as const).map((value) => ({ value, label: t(`rounds.${value}`) }))} onChange={(value) => put(line, { good: value === 'good' })} />
            </header>
            {one && !one.good && (
              <div className={styles['form']}>
                <Field label={t('rounds.what')} htmlFor={`what-${line}`}>
                  <Input.TextArea id={`what-${line}`} autoFocus autoSize maxLength={500} value={one.what} onChange={(event) => put(line, { what: event.target.value })} />
                </Field>
                <Field label={t('rounds.task')} htmlFor={`task-${line}`}>
                  <Input.TextArea id={`task-${line}`} autoSize maxLength={500} value={one.task} onChange={(event) => put(line, { task: event.target.value })} />
                </Field>
                <div className={styles['two']}>
                  <Field label={t('rounds.dueOn')} htmlFor={`due-${line}`}>
                    <Input id={`due-${line}`} type="date" value={one.dueOn} onChange={(event) => put(line, { dueOn: event.target.value })} />
                  </Field>
                  <Field label={t('rounds.assignedTo')} htmlFor={`who-${line}`}>
                    <Choice id={`who-${line}`} block none={t('rounds.nobody')} value={one.assignedTo} options={(colleagues.data?.colleagues ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(assignedTo) => put(line, { assignedTo })} />
                  </Field>
                </div>
                <span>
                  <TakePhoto taken={one.photo !== null} onTaken={(photo) => put(line, { photo })} />
                </span>
              </div>
            )}
          </section>
        );
      })}
      <div className={styles['steps']}>
        <Button type="primary" disabled={left > 0} loading={finish.isPending} onClick={send}>
          {left > 0 ? t('rounds.left', { count: left }) : t('rounds.finish')}
        </Button>
        <Button onClick={onBack}>{t('act.back')}</Button>
      </div>
    </div>
  );
}
