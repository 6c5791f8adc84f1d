import { listPeopleEndpoint, type PersonRow } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';
import { Tag } from '../ui/tag.tsx';
import { given } from '../ui/url-state.ts';
import { Departments } from './departments.tsx';
import { Oversight } from './oversight.tsx';
import { Pauses } from './pauses.tsx';
import { PersonPanel } from './person-panel.tsx';
import { Providers } from './providers.tsx';
import { Roles } from './roles.tsx';
import { SignInRules } from './sign-in-rules.tsx';
import { useRoles } from './use-roles.ts';

export function PeopleRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { view } = useSearch({ from: '/inside/people' });
  const views = ['people', 'departments', 'roles', 'sign-in', ...(may.has('rights.oversee') ? ['beyond'] : [])];
  const switcher = (
    <Segmented
      value={views.find((one) => one === view) ?? 'people'}
      aria-label={t('room.people')}
      options={views.map((value) => ({ value, label: t(`people.view.${value}`) }))}
      onChange={(value) => void navigate({ to: '/people', search: value === 'people' ? {} : { view: value } })}
    />
  );
  if (view === 'departments' || view === 'roles') {
    return (
      <Room title={t('room.people')} note={switcher} flush={view === 'roles'}>
        {view === 'roles' ? <Roles /> : <Departments />}
      </Room>
    );
  }
  if (view === 'sign-in') {
    return (
      <Room title={t('room.people')} note={switcher}>
        <SignInRules />
        <Providers />
        <Pauses />
      </Room>
    );
  }
  if (view === 'beyond' && may.has('rights.oversee')) {
    return (
      <Room title={t('room.people')} note={switcher}>
        <Oversight />
      </Room>
    );
  }
  return <People switcher={switcher} />;
}

function People({ switcher }: { switcher: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text, left, open } = useSearch({ from: '/inside/people' });
  const query = given({ text, left: left === 'true' ? ('true' as const) : undefined, limit: 100 });
  const list = useAskPaged(listPeopleEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.people) ?? [], [list.data]);
  const words = useRowsWords(t('people.people'));
  const columns = usePeopleColumns();
  const go = (part: { text?: string | undefined; left?: string | undefined; open?: string | undefined }): void => void navigate({ to: '/people', search: given({ text, left, open, ...part }), replace: true });
  const chosen = rows.find((row) => row.id === open);
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (rows.length === 0) return <Empty icon="people" title={t('people.noneFound')} />;
    return (
      <Rows
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        words={words}
        current={open}
        onCurrent={(row) => go({ open: row.id })}
        onPeek={(row) => go({ open: open === row.id ? undefined : row.id })}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={PersonCard}
      />
    );
  };
  return (
    <Room
      title={t('room.people')}
      flush
      note={switcher}
      tools={
        <>
          <Input.Search allowClear style={{ width: 200 }} defaultValue={text ?? ''} maxLength={60} placeholder={t('people.find')} aria-label={t('people.find')} onSearch={(value) => go({ text: value.trim() || undefined })} />
          <Checkbox checked={left === 'true'} onChange={(event) => go({ left: event.target.checked ? 'true' : undefined })}>
            {t('people.showLeft')}
          </Checkbox>
          <Button type="primary" onClick={() => go({ open: 'new' })}>
            {t('people.add')}
          </Button>
        </>
      }
    >
      {body()}
      {(open === 'new' || chosen) && <PersonPanel key={open} person={chosen} onClose={() => go({ open: undefined })} onAdded={(id) => go({ open: id })} />}
    </Room>
  );
}

function usePeopleColumns(): Columns<PersonRow> {
  const { t } = useTranslation();
  const { names } = useRoles();
  return useColumns<PersonRow>('people', [
    { id: 'name', title: t('setUp.name'), width: 160, least: 100, fixed: true, cell: (row) => row.name },
    { id: 'email', title: t('signIn.email'), width: 240, least: 160, cell: (row) => row.email },
    { id: 'roles', title: t('people.roles'), width: 200, least: 110, cell: (row) => names(row.roles) },
    { id: 'department', title: t('field.departmentId'), width: 160, least: 100, cell: (row) => row.departmentName },
    { id: 'clearance', title: t('access.clearance'), width: 110, spare: true, cell: (row) => t(`confidentiality.${row.clearance}`) },
    { id: 'seen', title: t('people.lastSeen'), width: 150, cell: (row) => formatMoment(row.lastSeenAt) },
    { id: 'left', title: t('people.left'), width: 120, cell: (row) => row.leftAt && <Tag tone="wait">{t('people.left')}</Tag> },
  ]);
}

function PersonCard({ row }: { row: PersonRow }): ReactNode {
  const { t } = useTranslation();
  const { names } = useRoles();
  return (
    <span style={{ display: 'grid', gap: 2 }}>
      <span>
        <b style={{ fontWeight: 600 }}>{row.name}</b> {row.leftAt && <Tag tone="wait">{t('people.left')}</Tag>}
      </span>
      <span style={{ color: 'var(--ink-soft)' }}>
        {names(row.roles)} {row.departmentName}
      </span>
    </span>
  );
}
