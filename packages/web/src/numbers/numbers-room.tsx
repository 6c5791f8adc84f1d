import { type AllocatedNumber, listNumbersEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Segmented } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { useTypes } from '../contracts/use-types.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';
import { Tag } from '../ui/tag.tsx';
import { given } from '../ui/url-state.ts';
import { NumberRules } from './number-rules.tsx';

/** The number register, voids with their reason, and the rules that numbers follow. */
export function NumbersRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = useSearch({ from: '/inside/numbers' });
  const now = view === 'rules' ? 'rules' : 'register';
  const switcher = (
    <Segmented
      value={now}
      aria-label={t('room.numbers')}
      options={[
        { value: 'register', label: t('numbers.register') },
        { value: 'rules', label: t('numbers.rules') },
      ]}
      onChange={(value) => void navigate({ to: '/numbers', search: value === 'rules' ? { view: 'rules' } : {} })}
    />
  );
  if (now === 'rules') {
    return (
      <Room title={t('room.numbers')} note={switcher}>
        <NumberRules />
      </Room>
    );
  }
  return <Register switcher={switcher} />;
}

function Register({ switcher }: { switcher: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const types = useTypes();
  const { contractTypeId, text, voided } = useSearch({ from: '/inside/numbers' });
  const query = given({ contractTypeId: contractTypeId as AllocatedNumber['contractTypeId'] | undefined, text, voided: voided === 'true' ? ('true' as const) : undefined, limit: 100 });
  const list = useAskPaged(listNumbersEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.numbers) ?? [], [list.data]);
  const [current, setCurrent] = useState<string>();
  const words = useRowsWords(t('numbers.register'));
  const columns = useNumberColumns();
  const go = (part: { contractTypeId?: string | undefined; text?: string | undefined; voided?: string | undefined }): void => void navigate({ to: '/numbers', search: given({ contractTypeId, text, voided, ...part }), replace: true });
  const open = (row: AllocatedNumber): void => {
    if (row.contractId) void navigate({ to: '/contracts/$contractId', params: { contractId: row.contractId } });
  };
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (rows.length === 0) return <Empty icon="numbers" title={t('numbers.none')} text={t('numbers.noneHint')} />;
    return (
      <Rows
        columns={columns}
        rows={rows}
        keyOf={(row) => row.number}
        words={words}
        current={current}
        onCurrent={(row) => setCurrent(row.number)}
        onOpen={open}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={NumberCard}
      />
    );
  };
  return (
    <Room
      title={t('room.numbers')}
      flush
      note={switcher}
      tools={
        <>
          <Input.Search allowClear style={{ width: 200 }} defaultValue={text ?? ''} maxLength={60} placeholder={t('numbers.find')} aria-label={t('numbers.find')} onSearch={(value) => go({ text: value.trim() || undefined })} />
          <Choice aria-label={t('field.contractType')} none={t('contracts.allTypes')} value={contractTypeId ?? ''} options={types.options} onChange={(value) => go({ contractTypeId: value || undefined })} />
          <Choice aria-label={t('numbers.voided')} none={t('numbers.all')} value={voided ?? ''} options={[{ value: 'true', label: t('numbers.onlyVoided') }]} onChange={(value) => go({ voided: value || undefined })} />
        </>
      }
    >
      {body()}
    </Room>
  );
}

function useNumberColumns(): Columns<AllocatedNumber> {
  const { t } = useTranslation();
  const types = useTypes();
  return useColumns<AllocatedNumber>('numbers', [
    { id: 'number', title: t('field.number'), width: 160, fixed: true, cell: (row) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{row.number}</span> },
    { id: 'title', title: t('field.title'), width: 320, least: 180, cell: (row) => row.contractTitle },
    { id: 'type', title: t('field.contractType'), width: 120, cell: (row) => types.nameOf(row.contractTypeId) },
    { id: 'at', title: t('numbers.given'), width: 150, cell: (row) => formatMoment(row.allocatedAt) },
    { id: 'by', title: t('numbers.by'), width: 110, cell: (row) => row.allocatedBy },
    { id: 'voided', title: t('numbers.voided'), width: 320, least: 160, cell: (row) => row.voided && <Voided voided={row.voided} /> },
  ]);
}

function NumberCard({ row }: { row: AllocatedNumber }): ReactNode {
  return (
    <span style={{ display: 'grid', gap: 2 }}>
      <b style={{ fontWeight: 600 }}>{row.number}</b>
      <span>{row.contractTitle}</span>
      {row.voided && <Voided voided={row.voided} />}
    </span>
  );
}

function Voided({ voided }: { voided: NonNullable<AllocatedNumber['voided']> }): ReactNode {
  const { t } = useTranslation();
  return (
    <span title={`${voided.by} · ${formatMoment(voided.at)}`}>
      <Tag tone="wrong">{t('numbers.voided')}</Tag> {voided.reason}
    </span>
  );
}
