import { changeRoundPlanEndpoint, listRoundsEndpoint, type RoundPlan } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { given } from '../ui/url-state.ts';
import { DoRound } from './do-round.tsx';
import { PlanRound } from './plan-round.tsx';
import { RoundTasks } from './round-tasks.tsx';
import { RoundsReport } from './rounds-report.tsx';
import { sayChecked } from './say-round.ts';

/** What is looked at on foot: when next, what was found, the report of the year. */
export function Rounds(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { state, open } = useSearch({ from: '/inside/archive' });
  const list = useAsk(listRoundsEndpoint, {});
  const end = useAct(changeRoundPlanEndpoint, ['/rounds']);
  const [planning, setPlanning] = useState(false);
  const go = (part: { state?: string | undefined; open?: string | undefined }): void => void navigate({ to: '/archive', search: given({ view: 'climate', tab: 'rounds', state, open, ...part }) });
  if (state === 'report') return <RoundsReport onBack={() => go({ state: undefined })} />;
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { plans, tasks, checklists } = list.data;
  const doing = plans.find(({ id }) => id === open);
  if (doing) return <DoRound plan={doing} onBack={() => go({ open: undefined })} />;
  const plan = may.has('climate.manage') && (
    <Button type={plans.length === 0 ? 'primary' : 'default'} onClick={() => setPlanning(true)}>
      {t('rounds.plan')}
    </Button>
  );
  return (
    <>
      {plans.length === 0 ? (
        <Empty icon="check" title={t('rounds.none')} text={t('rounds.noneSay')}>
          {plan}
        </Empty>
      ) : (
        <>
          <p style={{ display: 'flex', gap: 8, marginBottom: 12 }}>
            {plan}
            <Button onClick={() => go({ state: 'report' })}>{t('rounds.report')}</Button>
          </p>
          <Lines>
            {plans.map((one) => (
              <Line
                key={one.id}
                title={
                  <>
                    <b>{sayChecked(t, one.name)}</b> {one.place} {one.overdue && <Tag tone="wrong">{t('rounds.overdue')}</Tag>}
                  </>
                }
                says={sayPlan(t, one)}
                tools={
                  <>
                    <Button size="small" type={one.overdue ? 'primary' : 'default'} onClick={() => go({ open: one.id })}>
                      {t('rounds.do')}
                    </Button>
                    {may.has('climate.manage') && (
                      <Button size="small" loading={end.isPending && end.variables.params.planId === one.id} onClick={() => end.mutate({ params: { planId: one.id }, body: { closed: true } }, { onSuccess: () => say(t('rounds.ended', { name: sayChecked(t, one.name) }), { undo: { label: t('act.undo'), run: () => end.mutate({ params: { planId: one.id }, body: { closed: false } }) } }), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}>
                        {t('rounds.end')}
                      </Button>
                    )}
                  </>
                }
              />
            ))}
          </Lines>
        </>
      )}
      <div style={{ marginTop: 28 }}>
        <Section title={t('rounds.tasks')} count={tasks.length}>
          <RoundTasks tasks={tasks} />
        </Section>
      </div>
      {planning && <PlanRound checklists={checklists} onClose={() => setPlanning(false)} />}
    </>
  );
}

function sayPlan(t: TFunction, { nextOn, everyDays, lines, last }: RoundPlan): string {
  return [t('rounds.next', { day: nextOn }), t('rounds.every', { count: everyDays }), last ? t('rounds.last', { at: formatMoment(last.at), by: last.by, findings: last.findings }) : t('rounds.neverDone'), lines.map((line) => sayChecked(t, line)).join(t('act.comma'))].join(' · ');
}
