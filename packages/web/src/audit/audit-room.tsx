import { type AuditEntry, listAuditEndpoint, listColleaguesEndpoint, verifyAuditEndpoint } from '@qige/wire';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatCount, formatMoment, parseDay } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Room } from '../ui/room.tsx';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';
import { Typed } from '../ui/typed.tsx';
import { given } from '../ui/url-state.ts';
import { kindGroups, sayEvent, sayOf } from './say-event.ts';

/** Everything that happened, newest first; nothing here can be changed, and the chain of seals proves it. */
export function AuditRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/audit' });
  const { open, ...filters } = search;
  const query = { ...filters, limit: 100 };
  const list = useAskPaged(listAuditEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.entries) ?? [], [list.data]);
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const [checking, setChecking] = useState(false);
  const words = useRowsWords(t('room.audit'));
  const columns = useAuditColumns();
  const go = (part: Record<string, string | undefined>): void => void navigate({ to: '/audit', search: given({ ...search, ...part }) as object, replace: true });
  const chosen = rows.find((row) => String(row.id) === open);
  const day = (label: string, name: 'from' | 'to'): ReactNode => (
    <Typed label={label} value={search[name] ?? ''} read={parseDay} wrong={t('contracts.notDay')} width={130} onValue={(value) => go({ [name]: value || undefined })} />
  );
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (rows.length === 0) return <Empty icon="audit" title={t('audit.none')} text={t('audit.noneHint')} />;
    return (
      <Rows
        columns={columns}
        rows={rows}
        keyOf={(row) => String(row.id)}
        words={words}
        current={open}
        onCurrent={(row) => go({ open: String(row.id) })}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={EntryCard}
      />
    );
  };
  return (
    <Room
      title={t('room.audit')}
      flush
      tools={
        <>
          <Choice aria-label={t('audit.what')} none={t('audit.allKinds')} value={search.kind ?? ''} groups={kindGroups(t)} onChange={(kind) => go({ kind: kind || undefined })} />
          <Choice aria-label={t('audit.who')} none={t('audit.everybody')} value={search.personId ?? ''} options={(colleagues.data?.colleagues ?? []).map((one) => ({ value: one.id, label: one.name }))} onChange={(personId) => go({ personId: personId || undefined })} />
          {day(t('contracts.from'), 'from')}
          {day(t('contracts.to'), 'to')}
          <Button onClick={() => setChecking(true)}>{t('audit.verify')}</Button>
        </>
      }
    >
      {body()}
      {chosen && <EntryPanel entry={chosen} onClose={() => go({ open: undefined })} onOnly={(part) => go({ ...part, open: undefined })} />}
      {checking && <Verification onClose={() => setChecking(false)} />}
    </Room>
  );
}

function EntryPanel({ entry, onClose, onOnly }: { entry: AuditEntry; onClose: () => void; onOnly: (part: Record<string, string>) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel title={sayEvent(t, entry.kind)} closeLabel={t('act.close')} onClose={onClose} width={420}>
      <dl style={{ display: 'grid', gridTemplateColumns: '90px 1fr', gap: '6px 8px', overflowWrap: 'anywhere' }}>
        <dt>{t('audit.at')}</dt>
        <dd>{formatMoment(entry.at)}</dd>
        <dt>{t('audit.who')}</dt>
        <dd>
          {entry.actor.name ?? t('audit.system')} {entry.keyId && `(${t('audit.byKey')})`}
        </dd>
        <dt>{t('audit.address')}</dt>
        <dd>{entry.address ?? '–'}</dd>
        <dt>{t('audit.what')}</dt>
        <dd>{entry.kind}</dd>
        <dt>{t('audit.subject')}</dt>
        <dd>{entry.subjectId ?? '–'}</dd>
        <dt>{t('audit.seal')}</dt>
        <dd>{entry.sealNumber ?? t('audit.unsealed')}</dd>
        {Object.entries(entry.facts).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{t(`fact.${name}`, { defaultValue: name })}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 16 }}>
        {entry.subjectId && <Button size="small" onClick={() => onOnly({ subjectId: entry.subjectId as string })}>{t('audit.onlyThis')}</Button>}
        {entry.contractId && (
          <Link to="/contracts/$contractId" params={{ contractId: entry.contractId }}>
            {entry.contractNumber ?? t('find.title')}
          </Link>
        )}
      </div>
    </Panel>
  );
}

/** Recomputes the whole chain while one waits. */
function Verification({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const checked = useAsk(verifyAuditEndpoint, {}, { staleTime: 0 });
  const { data, error, isFetching } = checked;
  return (
    <Dialog open title={t('audit.verify')} footer={null} onCancel={onClose} width={520}>
      {isFetching && <p>{t('audit.verifying')}</p>}
      {error && <p role="alert">{sayTrouble(t, error)}</p>}
      {data && !isFetching && (
        <>
          <p style={{ color: data.intact ? 'var(--jade-text)' : 'var(--seal-text)', fontWeight: 600 }}>
            {data.intact ? t('audit.intact', { count: data.sealed, number: formatCount(data.sealed) }) : t('audit.broken', { number: data.broken?.sealNumber, why: t(`audit.why.${data.broken?.why ?? 'changed'}`) })}
          </p>
          <p>{t('audit.waiting', { count: data.waiting })}</p>
          {data.lastSeal && (
            <p style={{ marginTop: 8, color: 'var(--ink-soft)' }}>
              {t('audit.lastSeal')}
              <br />
              <code style={{ overflowWrap: 'anywhere' }}>{data.lastSeal}</code>
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}

function useAuditColumns(): Columns<AuditEntry> {
  const { t } = useTranslation();
  return useColumns<AuditEntry>('audit', [
    { id: 'at', title: t('audit.at'), width: 150, fixed: true, cell: (row) => formatMoment(row.at) },
    { id: 'actor', title: t('audit.who'), width: 130, cell: (row) => row.actor.name ?? t('audit.system') },
    { id: 'kind', title: t('audit.what'), width: 200, cell: (row) => sayEvent(t, row.kind) },
    { id: 'facts', title: t('audit.facts'), width: 420, least: 220, cell: (row) => sayOf(t, row) },
    { id: 'address', title: t('audit.address'), width: 130, cell: (row) => row.address },
    { id: 'subject', title: t('audit.subject'), width: 220, spare: true, cell: (row) => row.subjectId },
    { id: 'seal', title: t('audit.seal'), width: 90, align: 'right', spare: true, cell: (row) => row.sealNumber },
  ]);
}

function EntryCard({ row }: { row: AuditEntry }): ReactNode {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'grid', gap: 2 }}>
      <b style={{ fontWeight: 600 }}>{sayEvent(t, row.kind)}</b>
      <span style={{ color: 'var(--ink-soft)' }}>
        {row.actor.name ?? t('audit.system')} · {formatMoment(row.at)}
      </span>
      <span style={{ color: 'var(--ink-soft)' }}>{sayOf(t, row)}</span>
    </span>
  );
}
