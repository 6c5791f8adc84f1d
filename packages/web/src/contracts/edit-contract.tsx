import { changeContractEndpoint, type Contract, listColleaguesEndpoint, listDepartmentsEndpoint, showContractEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { keyOf, queries, refresh, useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { FieldSays } from '../reading/field-says.tsx';
import { problemOf, sumsDiffer } from '../reading/field-values.ts';
import { PaymentLines } from '../reading/payment-lines.tsx';
import { sayField } from '../reading/say-reading.ts';
import { Choice } from '../ui/choice.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { changeOf, conflicts, type Editable, type Edits, problemsIn, roleOf, textIn } from './contract-change.ts';
import { useTypes } from './use-types.ts';
import styles from './contracts.module.css';

const long = new Set<Editable>(['title', 'warranty', 'disputeResolution', 'effectiveFrom']);
const typed: readonly Editable[] = ['title', 'contractNumber', 'amount', 'amountUppercase', 'currency', 'signedOn', 'signedPlace', 'effectiveOn', 'effectiveFrom', 'expiresOn', 'deliveryBy', 'warranty', 'disputeResolution', 'copies'];

const draftKey = (contractId: string): string => `qige.edit.${contractId}`;

/** Whether something typed and not saved waits for this contract. */
export const hasDraft = (contractId: string): boolean => sessionStorage.getItem(draftKey(contractId)) !== null;

/** Changing what the register says. What somebody else changed meanwhile is laid beside what was typed, never overwritten unseen. */
export function EditContract({ contract, onDone }: { contract: Contract; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const key = draftKey(contract.id);
  const [before, setBefore] = useState(contract);
  const [edits, setEdits] = useState<Edits>(() => JSON.parse(sessionStorage.getItem(key) ?? '{}') as Edits);
  const [clash, setClash] = useState<Editable[]>([]);
  const act = useAct(changeContractEndpoint);
  const types = useTypes();
  const departments = useAsk(listDepartmentsEndpoint, {}, { staleTime: 60_000 });
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const ask = { params: { contractId: contract.id } };

  const newest = useRef(edits);
  const type = (field: Editable, text: string): void => {
    const next = { ...newest.current, [field]: text };
    newest.current = next;
    setEdits(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  const at = (field: Editable): string => edits[field] ?? textIn(before, field);
  const leave = (): void => {
    sessionStorage.removeItem(key);
    onDone();
  };
  /** Esc is pressed in passing: what was typed stays for the next time, 取消 lets it go. */
  const putAside = (): void => {
    if (Object.keys(newest.current).length > 0) say(t('contracts.editsKept'));
    onDone();
  };
  /** The server refused: when somebody else was quicker, what stands now is laid beside what was typed. */
  const compare = async (error: Error): Promise<void> => {
    await queries.refetchQueries({ queryKey: keyOf(showContractEndpoint, ask) });
    const now = queries.getQueryData<Contract>(keyOf(showContractEndpoint, ask));
    if (!now || now.version === before.version) {
      say(sayTrouble(t, error), { tone: 'wrong' });
      return;
    }
    const both = conflicts(before, now, edits);
    setBefore(now);
    setClash(both);
    if (both.length === 0) say(t('contracts.changedElsewhere'));
  };
  const form = useRef<HTMLFormElement>(null);
  const problems = problemsIn(edits);
  useEffect(() => form.current?.querySelector<HTMLElement>('#edit-title')?.focus(), []);
  const save = (): void => {
    // A figure that is half typed is taken when it is left.
    flushSync(() => (document.activeElement as HTMLElement | null)?.blur());
    const typed = newest.current;
    if (problemsIn(typed).size > 0) {
      form.current?.querySelector<HTMLElement>('[data-unreadable]')?.focus();
      return;
    }
    const change = changeOf(before, typed);
    if (Object.keys(change).length === 0) return leave();
    act.mutate(
      { ...ask, body: { ...change, version: before.version } },
      {
        onSuccess: (saved) => {
          queries.setQueryData(keyOf(showContractEndpoint, ask), saved);
          void refresh(['/contracts']);
          say(t('contracts.saved'));
          leave();
        },
        onError: (error) => void compare(error),
      },
    );
  };
  useShortcuts(t('act.edit'), [
    { keys: 'ctrl+enter', says: t('act.save'), always: true, run: save },
    { keys: 'escape', says: t('act.cancel'), always: true, run: putAside },
  ]);

  const choice = (field: Editable, options: readonly { value: string; label: string }[], none?: string): ReactNode => (
    <div key={field} className={styles['field']}>
      <label htmlFor={`edit-${field}`}>{field === 'contractTypeId' ? t('field.contractType') : t(`field.${field}`)}</label>
      <Choice id={`edit-${field}`} block value={at(field)} options={options} {...(none === undefined ? {} : { none })} onChange={(value) => type(field, value)} />
    </div>
  );
  const line = (field: Editable): ReactNode => {
    const unread = problems.get(field) ?? null;
    const problem = unread ?? problemOf(field, at(field)) ?? (field === 'amountUppercase' && sumsDiffer(at('amount'), at(field)) ? 'sums-differ' : null);
    const shared = { id: `edit-${field}`, value: at(field), ...(problem ? { status: unread ? ('error' as const) : ('warning' as const), 'aria-invalid': true, 'aria-describedby': `edit-${field}-says` } : {}), ...(unread ? { 'data-unreadable': true } : {}) };
    return (
      <div key={field} className={styles['field']} data-clash={clash.includes(field) || undefined}>
        <label htmlFor={`edit-${field}`}>{field.endsWith('.role') ? t('contracts.roleOf', { side: t(`side.${field.charAt('party'.length)}`) }) : sayField(t, field)}</label>
        {long.has(field) ? <Input.TextArea {...shared} autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} onChange={(event) => type(field, event.target.value.replaceAll('\n', ''))} /> : <Input {...shared} maxLength={field.endsWith('.role') ? 100 : 200} onChange={(event) => type(field, event.target.value)} />}
        <FieldSays id={`edit-${field}-says`} field={field} text={at(field)} problem={problem} />
      </div>
    );
  };
  return (
    <form
      ref={form}
      className={styles['edit']}
      aria-label={t('act.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {clash.length > 0 && (
        <div className={styles['clash']} role="alert">
          <p>{t('contracts.clash')}</p>
          {clash.map((field) => (
            <p key={field}>
              {sayField(t, field)}{t('act.colon')}{textIn(before, field) || t('desk.nothing')}{' '}
              <Button size="small" onClick={() => { type(field, textIn(before, field)); setClash(clash.filter((one) => one !== field)); }}>
                {t('contracts.takeTheirs')}
              </Button>
            </p>
          ))}
        </div>
      )}
      {choice('contractTypeId', types.options)}
      {typed.slice(0, 2).map(line)}
      {before.parties.map(({ side }) => line(roleOf(side)))}
      {typed.slice(2).filter((field) => contract.may.seeAmounts || !field.startsWith('amount')).map(line)}
      {contract.may.seeAmounts && <PaymentLines text={at('payments')} active={false} onText={(text) => type('payments', text)} onFocus={() => {}} onDone={() => {}} />}
      {choice('departmentId', (departments.data?.departments ?? []).map((one) => ({ value: one.id, label: one.name })), t('desk.noDepartment'))}
      {choice('ownerId', (colleagues.data?.colleagues ?? []).map((one) => ({ value: one.id, label: one.name })), t('desk.noOwner'))}
      {contract.may.setLevel && choice('confidentiality', (['public', 'internal', 'confidential', 'secret'] as const).map((value) => ({ value, label: t(`confidentiality.${value}`) })))}
      <div className={styles['editTools']}>
        <Button onClick={leave}>{t('act.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('act.save')}
        </Button>
      </div>
    </form>
  );
}
