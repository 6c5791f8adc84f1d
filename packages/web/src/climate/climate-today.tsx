import { listAlarmsEndpoint, listRoundsEndpoint } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { dayHere } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';
import { AlarmLine } from './alarm-list.tsx';
import { sayChecked } from './say-round.ts';

/** What waits for this person here: alarms, rounds that are due, what is theirs to put right; nothing where nothing does. */
export function ClimateToday(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may, id } = useMe();
  const [today] = useState(() => dayHere());
  const enabled = may.has('climate.see');
  const alarms = useAsk(listAlarmsEndpoint, { query: { limit: 5 } }, { enabled });
  const list = useAsk(listRoundsEndpoint, {}, { enabled });
  const open = alarms.data?.alarms ?? [];
  const due = (list.data?.plans ?? []).filter(({ overdue, nextOn }) => overdue || nextOn <= today);
  const mine = (list.data?.tasks ?? []).filter((task) => (task.state === 'open' && (task.assignedTo?.id === id || (task.overdue && may.has('climate.manage')))) || task.may.check);
  return (
    <>
      {open.length > 0 && (
        <Section title={t('climate.tab.alarms')} count={open.length}>
          <Lines wide>
            {open.map((alarm) => (
              <AlarmLine key={alarm.id} alarm={alarm} onOpen={() => void navigate({ to: '/archive', search: { view: 'climate', tab: 'alarms', open: alarm.id } })} />
            ))}
          </Lines>
        </Section>
      )}
      {(due.length > 0 || mine.length > 0) && (
        <Section title={t('climate.tab.rounds')} count={due.length + mine.length}>
          <Lines wide>
            {due.map((plan) => (
              <Line
                key={plan.id}
                title={
                  <>
                    {sayChecked(t, plan.name)} {plan.place} <Tag tone={plan.overdue ? 'wrong' : 'wait'}>{t(plan.overdue ? 'rounds.overdue' : 'rounds.due')}</Tag>
                  </>
                }
                tools={
                  <Button size="small" onClick={() => void navigate({ to: '/archive', search: { view: 'climate', tab: 'rounds', open: plan.id } })}>
                    {t('rounds.do')}
                  </Button>
                }
              />
            ))}
            {mine.map((task) => (
              <Line
                key={task.id}
                title={task.what}
                says={`${task.place} · ${t('rounds.until', { day: task.dueOn })}`}
                tools={
                  <Button size="small" onClick={() => void navigate({ to: '/archive', search: { view: 'climate', tab: 'rounds' } })}>
                    {t('act.open')}
                  </Button>
                }
              />
            ))}
          </Lines>
        </Section>
      )}
    </>
  );
}
