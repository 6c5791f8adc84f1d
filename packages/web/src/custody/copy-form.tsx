import { addCopyEndpoint, changeCopyEndpoint, type ContractId, CopyCondition, CopyKind, type CopyPage, PagingSeal, type PartyId } from '@qige/wire';
import { Input, InputNumber, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { say } from '../ui/toast.ts';
import { staleByActs } from './use-copy-acts.ts';

interface FormProps {
  contractId: ContractId;
  parties: readonly { id: PartyId; name: string }[];
  /** Left out: another copy is added. */
  copy?: CopyPage;
  onClose: () => void;
}

/** A copy as it is written down: which it is, how thick, in what condition. */
export function CopyForm({ contractId, parties, copy, onClose }: FormProps): ReactNode {
  const { t } = useTranslation();
  const add = useAct(addCopyEndpoint, staleByActs);
  const change = useAct(changeCopyEndpoint, staleByActs);
  const [before] = useState(copy);
  const [kind, setKind] = useState<CopyKind>(copy?.kind ?? 'duplicate');
  const [outside, setOutside] = useState(false);
  const [partyId, setPartyId] = useState(copy?.party?.id ?? '');
  const [pageCount, setPageCount] = useState<number | null>(copy?.pageCount ?? null);
  const [thicknessMm, setThicknessMm] = useState<number | null>(copy?.thicknessMm ?? null);
  const [pagingSeal, setPagingSeal] = useState<PagingSeal>(copy?.pagingSeal ?? 'unknown');
  const [attachments, setAttachments] = useState(copy?.attachments ?? '');
  const [condition, setCondition] = useState<CopyCondition>(copy?.condition ?? 'good');
  const [conditionNote, setConditionNote] = useState(copy?.conditionNote ?? '');
  const [reason, setReason] = useState('');
  const trouble = add.error ?? change.error;
  const ready = pageCount !== null && (!outside || partyId !== '');
  const facts = { kind, partyId: (partyId || null) as PartyId | null, pagingSeal, attachments: attachments.trim(), condition, conditionNote: conditionNote.trim() };
  const save = (): void => {
    if (!ready) return;
    if (copy && before) {
      const now = { ...facts, pageCount, ...(thicknessMm === null ? {} : { thicknessMm }) };
      const was: Record<string, unknown> = { ...before, partyId: before.party?.id ?? null };
      const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => was[name] !== value));
      change.mutate({ params: { copyId: copy.id }, body: { ...changed, version: copy.version, ...(reason.trim() ? { reason: reason.trim() } : {}) } }, {
        onSuccess: () => {
          say(t('custody.done.saved'));
          onClose();
        },
      });
    } else
      add.mutate({ params: { contractId }, body: { ...facts, pageCount, ...(thicknessMm === null ? {} : { thicknessMm }), outside } }, {
        onSuccess: ({ ordinal }) => {
          say(t('custody.done.added', { ordinal }));
          onClose();
        },
      });
  };
  return (
    <Dialog open title={copy ? t('custody.form.edit', { ordinal: copy.ordinal }) : t('custody.form.add')} okText={copy ? t('act.save') : t('act.add')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: add.isPending || change.isPending }} onCancel={onClose} onOk={save}>
      <Field label={t('custody.field.kind')} htmlFor="copy-kind">
        <Segmented id="copy-kind" value={kind} options={CopyKind.options.map((value) => ({ value, label: t(`custody.kind.${value}`) }))} onChange={(value) => setKind(value as CopyKind)} />
      </Field>
      {!copy && (
        <Field label={t('custody.form.who')} htmlFor="copy-who">
          <Segmented id="copy-who" value={outside ? 'outside' : 'ours'} options={[{ value: 'ours', label: t('custody.form.ours') }, { value: 'outside', label: t('custody.form.outside') }]} onChange={(value) => setOutside(value === 'outside')} />
        </Field>
      )}
      <Field label={t('custody.field.partyId')} htmlFor="copy-party">
        <Choice id="copy-party" block none={t('custody.form.noParty')} value={partyId} options={parties.map(({ id, name }) => ({ value: id, label: name }))} onChange={setPartyId} />
      </Field>
      <Field label={t('custody.field.pageCount')} htmlFor="copy-pages">
        <InputNumber id="copy-pages" min={0} max={20_000} precision={0} value={pageCount} onChange={setPageCount} />
      </Field>
      <Field label={`${t('custody.field.thicknessMm')} (mm)`} htmlFor="copy-thick" {...(copy ? {} : { hint: t('custody.form.thicknessHint') })}>
        <InputNumber id="copy-thick" min={0.1} max={2_000} step={0.5} precision={1} value={thicknessMm} onChange={setThicknessMm} />
      </Field>
      <Field label={t('custody.field.pagingSeal')} htmlFor="copy-seal">
        <Segmented id="copy-seal" value={pagingSeal} options={PagingSeal.options.map((value) => ({ value, label: t(`custody.pagingSealShort.${value}`) }))} onChange={(value) => setPagingSeal(value as PagingSeal)} />
      </Field>
      <Field label={t('custody.field.attachments')} htmlFor="copy-attachments">
        <Input id="copy-attachments" maxLength={500} value={attachments} onChange={(event) => setAttachments(event.target.value)} />
      </Field>
      <Field label={t('custody.field.condition')} htmlFor="copy-condition">
        <Segmented id="copy-condition" value={condition} options={CopyCondition.options.map((value) => ({ value, label: t(`custody.condition.${value}`) }))} onChange={(value) => setCondition(value as CopyCondition)} />
      </Field>
      <Field label={t('custody.field.conditionNote')} htmlFor="copy-note" trouble={trouble ? (refusalCode(trouble) === 'custody_changed' ? t('custody.form.changed') : sayTrouble(t, trouble)) : undefined}>
        <Input id="copy-note" maxLength={500} value={conditionNote} onChange={(event) => setConditionNote(event.target.value)} />
      </Field>
      {copy && (
        <Field label={t('custody.form.reason')} htmlFor="copy-reason" hint={t('custody.form.reasonHint')}>
          <Input id="copy-reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} onPressEnter={save} />
        </Field>
      )}
    </Dialog>
  );
}
