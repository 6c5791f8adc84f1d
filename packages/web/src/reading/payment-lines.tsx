import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { parseMoney } from '../ui/format.ts';
import { type TypedPayment, typedPayments, unreadable } from './field-values.ts';
import styles from './payment-lines.module.css';

interface PaymentLinesProps {
  text: string;
  readOnly?: boolean;
  active: boolean;
  onText: (text: string) => void;
  onFocus: () => void;
  onDone: () => void;
}

const blank: TypedPayment = { label: null, percent: null, amount: null, dueText: null };

/** When what is to be paid: label, share, amount, due. An empty line at the end takes the next one. */
export function PaymentLines({ text, readOnly = false, active, onText, onFocus, onDone }: PaymentLinesProps): ReactNode {
  const { t } = useTranslation();
  const payments = typedPayments(text);
  const lines = readOnly ? payments : [...payments, blank];
  const change = (index: number, part: Partial<TypedPayment>): void => {
    const next = lines.map((line, at) => (at === index ? { ...line, ...part } : line)).filter((line) => Object.values(line).some((value) => value !== null));
    onText(JSON.stringify(next));
  };
  const problem = unreadable('payments', text);
  const sum = payments.reduce((total, line) => total + (Number(line.percent) || 0), 0);
  return (
    <div className={styles['payments']} data-payments data-active={active || undefined} onFocus={onFocus} onBlur={onDone} role="group" aria-label={t('field.payments')}>
      <p className={styles['groupName']}>
        {t('field.payments')}
        {sum > 0 && <span data-wrong={Math.abs(sum - 100) > 0.01 || undefined}>{t('desk.percentSum', { sum: Number(sum.toFixed(2)) })}</span>}
      </p>
      {lines.map((line, index) => (
        <div key={index} className={styles['payment']}>
          <Input data-field readOnly={readOnly} aria-label={t('payment.label')} placeholder={t('payment.label')} value={line.label ?? ''} maxLength={200} onChange={(event) => change(index, { label: event.target.value || null })} />
          <Figure readOnly={readOnly} says="%" label={t('payment.percent')} value={String(line.percent ?? '')} wrong={typeof line.percent === 'string'} read={percentIn} onValue={(percent) => change(index, { percent })} />
          <Figure readOnly={readOnly} label={t('payment.amount')} value={line.amount ?? ''} wrong={line.amount !== null && parseMoney(line.amount) === null} read={parseMoney} onValue={(amount) => change(index, { amount })} />
          <Input data-field className={styles['due'] ?? ''} readOnly={readOnly} aria-label={t('payment.dueText')} placeholder={t('payment.dueText')} value={line.dueText ?? ''} maxLength={500} onChange={(event) => change(index, { dueText: event.target.value || null })} />
          {!readOnly && index < payments.length && (
            <button
              type="button"
              className={styles['remove']}
              aria-label={t('payment.remove')}
              title={t('payment.remove')}
              onClick={(event) => {
                event.currentTarget.parentElement?.querySelector('input')?.focus();
                onText(JSON.stringify(payments.filter((_, at) => at !== index)));
              }}
            >
              <Icon name="close" size={14} />
            </button>
          )}
        </div>
      ))}
      {problem && (
        <p id="payments-says" className={styles['says']}>
          {t(`problem.${problem}`)}
        </p>
      )}
    </div>
  );
}

/** `30`, `30%`, `３０`: a share in percent. */
function percentIn(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[%\s]/g, '');
  return /^\d{1,3}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}

/** A figure that may stand half typed until it is one; left behind unread, it stays as it was typed. */
function Figure<Value extends string | number>({ label, value, wrong, readOnly, says, read, onValue }: { label: string; value: string; wrong: boolean; readOnly: boolean; says?: string; read: (typed: string) => Value | null; onValue: (value: Value | string | null) => void }): ReactNode {
  const [typed, setTyped] = useState<string>();
  return (
    <Input
      data-field
      readOnly={readOnly}
      aria-label={label}
      placeholder={label}
      suffix={says && value ? says : undefined}
      className={styles['figures']}
      value={typed ?? value}
      {...(wrong ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': 'payments-says', 'data-unreadable': true } : {})}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === undefined) return;
        onValue(typed.trim() === '' ? null : (read(typed) ?? typed.trim()));
        setTyped(undefined);
      }}
    />
  );
}
