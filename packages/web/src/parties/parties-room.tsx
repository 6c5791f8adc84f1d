import { addPartyEndpoint, listPartiesEndpoint, type Party, PartyKind } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';
import { Tag } from '../ui/tag.tsx';
import { given } from '../ui/url-state.ts';
import { PartyPanel } from './party-panel.tsx';

export function PartiesRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { text, kind, open } = useSearch({ from: '/inside/parties' });
  const query = given({ text, kind: PartyKind.options.find((one) => one === kind), limit: 100 });
  const list = useAskPaged(listPartiesEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.parties) ?? [], [list.data]);
  const [adding, setAdding] = useState(false);
  const add = useAct(addPartyEndpoint, ['/parties']);
  const words = useRowsWords(t('room.parties'));
  const columns = usePartyColumns();
  const go = (part: { text?: string | undefined; kind?: string | undefined; open?: string | undefined }): void => void navigate({ to: '/parties', search: given({ text, kind, open, ...part }), replace: true });

  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (rows.length === 0) return <Empty icon="parties" title={t(text || kind ? 'parties.noneFound' : 'parties.none')} text={t('parties.noneHint')} />;
    return (
      <Rows
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        words={words}
        current={open}
        onCurrent={(row) => go({ open: row.id })}
        onPeek={(row) => go({ open: open === row.id ? undefined : row.id })}
        onOpen={(row) => void navigate({ to: '/contracts', search: { partyId: row.id } })}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={PartyCard}
      />
    );
  };
  return (
    <Room
      title={t('room.parties')}
      flush
      tools={
        <>
          <Input.Search allowClear style={{ width: 240 }} defaultValue={text ?? ''} maxLength={100} placeholder={t('parties.find')} aria-label={t('parties.find')} onSearch={(value) => go({ text: value.trim() || undefined })} />
          <Choice aria-label={t('parties.kind')} none={t('parties.all')} value={kind ?? ''} options={PartyKind.options.map((value) => ({ value, label: t(`parties.${value}`) }))} onChange={(value) => go({ kind: value || undefined })} />
          {may.has('parties.edit') && <Button onClick={() => setAdding(true)}>{t('parties.add')}</Button>}
        </>
      }
    >
      {body()}
      {open && <PartyPanel key={open} partyId={open as Party['id']} onClose={() => go({ open: undefined })} onOpen={(id) => go({ open: id })} />}
      {adding && (
        <AskText
          title={t('parties.add')}
          label={t('parties.name')}
          confirm={t('act.add')}
          cancel={t('act.cancel')}
          busy={add.isPending}
          trouble={add.error ? sayTrouble(t, add.error) : undefined}
          onCancel={() => setAdding(false)}
          onAnswer={(name) =>
            add.mutate(
              { body: { name } },
              {
                onSuccess: (party) => {
                  setAdding(false);
                  go({ open: party.id });
                },
              },
            )
          }
        />
      )}
    </Room>
  );
}

function usePartyColumns(): Columns<Party> {
  const { t } = useTranslation();
  return useColumns<Party>('parties', [
    { id: 'name', title: t('parties.name'), width: 340, least: 180, fixed: true, cell: (row) => row.name },
    { id: 'uscc', title: t('field.party.uscc'), width: 200, cell: (row) => row.uscc },
    { id: 'kind', title: t('parties.kind'), width: 100, cell: (row) => row.kind === 'own' && <Tag>{t('parties.own')}</Tag> },
    { id: 'former', title: t('parties.formerNames'), width: 260, least: 120, cell: (row) => row.formerNames.join(t('act.comma')) },
    { id: 'note', title: t('contracts.note'), width: 220, spare: true, cell: (row) => row.note },
  ]);
}

function PartyCard({ row }: { row: Party }): ReactNode {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'grid', gap: 2 }}>
      <span>
        <b style={{ fontWeight: 600 }}>{row.name}</b> {row.kind === 'own' && <Tag>{t('parties.own')}</Tag>}
      </span>
      <span style={{ color: 'var(--ink-soft)' }}>{row.uscc}</span>
    </span>
  );
}
