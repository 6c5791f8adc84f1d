import { changePartyEndpoint, closePartyEndpoint, listPartiesEndpoint, mergePartiesEndpoint, type PartyId, type PartyPage, showPartyEndpoint } from '@qige/wire';
import { usccVerdict } from '@qige/rules/uscc';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount, formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Panel } from '../ui/panel.tsx';
import { say } from '../ui/toast.ts';

export function PartyPanel({ partyId, onClose, onOpen }: { partyId: PartyId; onClose: () => void; onOpen: (id: PartyId) => void }): ReactNode {
  const { t } = useTranslation();
  const party = useAsk(showPartyEndpoint, { params: { partyId } });
  return (
    <Panel title={party.data?.name ?? t('room.parties')} closeLabel={t('act.close')} onClose={onClose}>
      {party.error ? <Trouble error={party.error} reset={() => void party.refetch()} /> : party.data ? <PartyForm key={party.data.updatedAt} party={party.data} onOpen={onOpen} /> : <Loading />}
    </Panel>
  );
}

function PartyForm({ party, onOpen }: { party: PartyPage; onOpen: (id: PartyId) => void }): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState(party.name);
  const [uscc, setUscc] = useState(party.uscc ?? '');
  const [note, setNote] = useState(party.note);
  const [merging, setMerging] = useState(false);
  const act = useAct(changePartyEndpoint, ['/parties', '/contracts']);
  const close = useAct(closePartyEndpoint, ['/parties', '/contracts']);
  const ask = { params: { partyId: party.id } };
  const setClosed = (closed: boolean, undo = true): void =>
    void close.mutateAsync({ ...ask, body: { closed } }).then(
      () => say(t(closed ? 'access.partyClosed' : 'access.partyOpened', { name: party.name }), undo ? { undo: { label: t('act.undo'), run: () => setClosed(!closed, false) } } : {}),
      (error: unknown) => say(sayTrouble(t, error), { tone: 'wrong' }),
    );
  const verdict = uscc.trim() === '' ? undefined : usccVerdict(uscc);
  const changed = name.trim() !== party.name || uscc.trim().toUpperCase() !== (party.uscc ?? '') || note.trim() !== party.note;
  const change = (body: { kind?: 'own' | 'counterparty'; name?: string; uscc?: string | null; note?: string }): void =>
    act.mutate({ ...ask, body }, { onSuccess: () => say(t('parties.saved')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change({ name: name.trim(), uscc: uscc.trim().toUpperCase() || null, note: note.trim() });
      }}
    >
      <Field label={t('parties.name')} htmlFor="party-name" hint={t('parties.nameHint')}>
        <Input id="party-name" value={name} disabled={!party.may.edit} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t('field.party.uscc')} htmlFor="party-uscc" trouble={verdict?.kind === 'invalid' && uscc.trim().length !== 15 ? t(`problem.uscc-${verdict.reason}`) : undefined}>
        <Input id="party-uscc" value={uscc} disabled={!party.may.edit} maxLength={18} onChange={(event) => setUscc(event.target.value)} />
      </Field>
      <Field label={t('contracts.note')} htmlFor="party-note">
        <Input.TextArea id="party-note" value={note} disabled={!party.may.edit} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {party.may.edit && (
        <Button type="primary" htmlType="submit" disabled={!changed || name.trim() === ''} loading={act.isPending}>
          {t('act.save')}
        </Button>
      )}
      <dl style={{ display: 'grid', gridTemplateColumns: '96px 1fr', gap: '6px 8px', margin: '20px 0' }}>
        <dt>{t('room.contracts')}</dt>
        <dd>
          <Link to="/contracts" search={{ partyId: party.id }}>
            {t('contracts.count', { count: party.contracts.count, number: formatCount(party.contracts.count) + (party.contracts.capped ? '+' : '') })}
          </Link>
        </dd>
        <dt>{t('parties.kind')}</dt>
        <dd>
          {t(`parties.${party.kind}`)}{' '}
          {party.may.setKind && (
            <Button size="small" onClick={() => change({ kind: party.kind === 'own' ? 'counterparty' : 'own' })}>
              {t(party.kind === 'own' ? 'parties.makeCounterparty' : 'parties.makeOwn')}
            </Button>
          )}
        </dd>
        {(party.closed || party.may.close) && (
          <>
            <dt>{t('access.reach')}</dt>
            <dd>
              {t(party.closed ? 'access.closed' : 'access.open')}{' '}
              {party.may.close && (
                <Button size="small" title={t('access.closedSay')} onClick={() => setClosed(!party.closed)}>
                  {t(party.closed ? 'access.openAgain' : 'access.close')}
                </Button>
              )}
            </dd>
          </>
        )}
        {party.formerNames.length > 0 && (
          <>
            <dt>{t('parties.formerNames')}</dt>
            <dd>{party.formerNames.join(t('act.comma'))}</dd>
          </>
        )}
        <dt>{t('parties.since')}</dt>
        <dd>{formatMoment(party.createdAt)}</dd>
      </dl>
      {party.may.merge && <Button onClick={() => setMerging(true)}>{t('parties.merge')}</Button>}
      {merging && <MergeDialog party={party} onClose={() => setMerging(false)} onDone={() => onOpen(party.id)} />}
    </form>
  );
}

/** Two entries for one company become one. This cannot be taken back, so it is asked for. */
function MergeDialog({ party, onClose, onDone }: { party: PartyPage; onClose: () => void; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [from, setFrom] = useState<PartyId>();
  const found = useAsk(listPartiesEndpoint, { query: { text, limit: 8 } }, { enabled: text.trim() !== '', keep: true });
  const merge = useAct(mergePartiesEndpoint, ['/parties', '/contracts']);
  const others = (found.data?.parties ?? []).filter((one) => one.id !== party.id);
  return (
    <Dialog
      open
      width={480}
      title={t('parties.mergeTitle', { name: party.name })}
      okText={t('parties.merge')}
      okButtonProps={{ disabled: !from, loading: merge.isPending }}
      cancelText={t('act.cancel')}
      onCancel={onClose}
      onOk={() =>
        from &&
        merge.mutate(
          { params: { partyId: party.id }, body: { from } },
          {
            onSuccess: () => {
              say(t('parties.merged'));
              onClose();
              onDone();
            },
            onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
          },
        )
      }
    >
      <p style={{ marginBottom: 8, color: 'var(--ink-soft)' }}>{t('parties.mergeHint')}</p>
      <Input autoFocus value={text} aria-label={t('parties.find')} placeholder={t('parties.find')} maxLength={100} onChange={(event) => setText(event.target.value)} />
      <ul style={{ marginTop: 8 }}>
        {others.map((one) => (
          <li key={one.id}>
            <label style={{ display: 'flex', gap: 8, padding: '6px 4px' }}>
              <input type="radio" name="from" checked={from === one.id} onChange={() => setFrom(one.id)} />
              <span>
                {one.name} <small style={{ color: 'var(--ink-soft)' }}>{one.uscc}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
