import { listOverdueFilingEndpoint } from '@qige/wire';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { formatMoment } from '../ui/format.ts';
import { Section } from '../ui/room.tsx';
import today from '../today/today.module.css';

/** Papers that have lain in this person's hands, unfiled, for longer than they should; nothing where nothing does. */
export function CustodyToday(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { data } = useAsk(listOverdueFilingEndpoint, { query: { limit: 6 } }, { enabled: may.has('paper.keep') });
  if (!data || data.count === 0) return null;
  return (
    <Section
      title={t('custody.today.overdue')}
      count={data.count}
      tools={
        <Button type="primary" size="small" onClick={() => void navigate({ to: '/archive', search: { view: 'copies', state: 'mine' } })}>
          {t('custody.today.all')}
        </Button>
      }
    >
      <ul className={today['lines']}>
        {data.copies.map(({ copyId, number, title, since }) => (
          <li key={copyId}>
            <Link to="/archive" search={{ view: 'copies', state: 'mine', open: copyId }}>
              <span className={today['figure']}>{number}</span>
              <span className={today['name']}>{title}</span>
              <span className={today['figure']}>{formatMoment(since).slice(0, 10)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p style={{ marginTop: 6, color: 'var(--ink-soft)', fontSize: 13 }}>
        {t('custody.today.overdueSay', { count: data.days })}
        {data.waiting > data.count && ` · ${t('custody.today.waiting', { count: data.waiting - data.count })}`}
      </p>
    </Section>
  );
}
