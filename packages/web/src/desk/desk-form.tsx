import { type ContractType, listColleaguesEndpoint, listDepartmentsEndpoint, type Missing } from '@qige/wire';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { PaymentLines } from '../reading/payment-lines.tsx';
import { Choice } from '../ui/choice.tsx';
import { say } from '../ui/toast.ts';
import { FieldLine, stepOnEnter } from './field-line.tsx';
import { type DeskForm as Form } from './form-state.ts';
import type { Side } from './draft.ts';
import { PartyLines } from './party-lines.tsx';
import styles from './desk.module.css';

export type FieldProps = React.ComponentProps<typeof FieldLine>;

interface DeskFormProps {
  form: Form;
  types: readonly ContractType[];
  active: string | undefined;
  onActive: (field: string) => void;
  missing: readonly Missing[];
  readOnly: boolean;
}

const long = new Set(['title', 'amountUppercase', 'warranty', 'disputeResolution', 'effectiveFrom']);
const upper = ['signedOn', 'signedPlace', 'amount', 'amountUppercase', 'currency'] as const;
const lower = ['effectiveOn', 'effectiveFrom', 'expiresOn', 'deliveryBy', 'warranty', 'disputeResolution', 'copies'] as const;

export function DeskForm({ form, types, active, onActive, missing, readOnly }: DeskFormProps): ReactNode {
  const { t, i18n } = useTranslation();
  const departments = useAsk(listDepartmentsEndpoint, {}, { staleTime: 60_000 });
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const trouble = (error: unknown): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const settle = (field: string): void => void (readOnly || form.settle(field).catch(trouble));
  const lacks = (field: string): boolean => missing.some((one) => one.kind === field || (one.kind === 'party' && field === 'partyA.name'));

  const fieldProps = (field: string): FieldProps => ({
    field,
    read: form.read(field),
    text: form.at(field),
    active: active === field,
    long: long.has(field) || field.endsWith('.name'),
    wrong: lacks(field),
    readOnly,
    onText: (text) => form.type(field, text),
    onFocus: () => onActive(field),
    onDone: () => settle(field),
    onUncorrect: form.read(field)?.engine ? () => void form.uncorrect(field).catch(trouble) : undefined,
  });
  const choice = (field: string, label: string, options: readonly { value: string; label: string }[], none?: string): ReactNode => (
    <div className={styles['field']}>
      <label htmlFor={`field-${field}`}>{label}</label>
      <Choice id={`field-${field}`} data-field={field} block disabled={readOnly} value={form.at(field)} options={options} {...(none === undefined ? {} : { none })} onFocus={() => onActive(field)} onChange={(value) => form.type(field, value)} />
    </div>
  );
  const nextSide = (['C', 'D', 'E'] as const).find((side) => !form.sides.includes(side));
  const addSide = (side: Side): void => {
    flushSync(() => form.type(`party${side}.name`, ' '));
    document.getElementById(`field-party${side}.name`)?.focus();
  };
  const typeName = (type: ContractType): string => (i18n.language === 'en' ? type.nameEn : type.name);

  return (
    <form className={styles['form']} onKeyDown={stepOnEnter} onSubmit={(event) => event.preventDefault()} aria-label={t('desk.fields')} noValidate>
      {choice('contractTypeId', t('field.contractType'), types.filter((type) => !type.retired).map((type) => ({ value: type.id, label: `${typeName(type)} ${type.code}` })))}
      <FieldLine {...fieldProps('title')} />
      <FieldLine {...fieldProps('contractNumber')} />
      <PartyLines
        sides={form.sides}
        fieldProps={fieldProps}
        offer={form.offer}
        readOnly={readOnly}
        onChoice={(side, party) => form.type(`party${side}.choice`, party)}
        onAddSide={nextSide && (() => addSide(nextSide))}
      />
      {upper.map((field) => (
        <FieldLine key={field} {...fieldProps(field)} />
      ))}
      <PaymentLines readOnly={readOnly} text={form.at('payments')} active={active === 'payments'} onText={(text) => form.type('payments', text)} onFocus={() => onActive('payments')} onDone={() => settle('payments')} />
      {lower.map((field) => (
        <FieldLine key={field} {...fieldProps(field)} />
      ))}
      <h3>{t('desk.filing')}</h3>
      {choice('departmentId', t('field.departmentId'), (departments.data?.departments ?? []).map((one) => ({ value: one.id, label: one.name })), t('desk.noDepartment'))}
      {choice('ownerId', t('field.ownerId'), (colleagues.data?.colleagues ?? []).map((one) => ({ value: one.id, label: one.name })), t('desk.noOwner'))}
      {choice('confidentiality', t('field.confidentiality'), (['public', 'internal', 'confidential', 'secret'] as const).map((value) => ({ value, label: t(`confidentiality.${value}`) })))}
      <div className={styles['field']}>
        <label htmlFor="field-main.number">{t('field.main')}</label>
        <div className={styles['main']}>
          <Choice aria-label={t('field.mainKind')} data-field="main.kind" disabled={readOnly} value={form.at('main.kind')} options={(['supplement', 'renewal', 'replacement', 'related'] as const).map((value) => ({ value, label: t(`relationTo.${value}`) }))} onChange={(value) => form.type('main.kind', value)} />
          <Input id="field-main.number" data-field="main.number" readOnly={readOnly} placeholder={t('field.mainNumber')} value={form.at('main.number')} maxLength={100} onChange={(event) => form.type('main.number', event.target.value)} />
        </div>
      </div>
    </form>
  );
}
