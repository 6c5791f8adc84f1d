import type { ReadPayment } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { parseMoney } from '../ui/format.ts';
import { paymentsOf } from './field-values.ts';
import styles from './payment-lines.module.css';

interface PaymentLinesProps {
  text: string;
  active: boolean;
  onText: (text: string) => void;
  onFocus: () => void;
  onDone: () => void;
}

const blank: ReadPayment = { label: null, percent: null, amount: null, dueText: null };

/** When what is to be paid: label, share, amount, due. An empty line at the end takes the next one. */
export function PaymentLines({ text, active, onText, onFocus, onDone }: PaymentLinesProps): ReactNode {
  const { t } = useTranslation();
  const payments = paymentsOf(text);
  const lines = [...payments, blank];
  const change = (index: number, part: Partial<ReadPayment>): void => {
    const next = lines.map((line, at) => (at === index ? { ...line, ...part } : line)).filter((line) => Object.values(line).some((value) => value !== null));
    onText(JSON.stringify(next));
  };
  const sum = payments.reduce((total, line) => total + (line.percent ?? 0), 0);
  return (
    <div className={styles['payments']} data-active={active || undefined} onFocus={onFocus} onBlur={onDone} role="group" aria-label={t('field.payments')}>
      <p className={styles['groupName']}>
        {t('field.payments')}
        {sum > 0 && <span data-wrong={Math.abs(sum - 100) > 0.01 || undefined}>{t('desk.percentSum', { sum: Number(sum.toFixed(2)) })}</span>}
      </p>
      {lines.map((line, index) => (
        <div key={index} className={styles['payment']}>
          <Input data-field aria-label={t('payment.label')} placeholder={t('payment.label')} value={line.label ?? ''} maxLength={200} onChange={(event) => change(index, { label: event.target.value || null })} />
          <Figure says="%" label={t('payment.percent')} value={line.percent === null ? '' : String(line.percent)} read={(typed) => (/^\d{1,3}(\.\d{1,4})?$/.test(typed) && Number(typed) <= 1000 ? Number(typed) : undefined)} onValue={(percent) => change(index, { percent: percent as number | null })} />
          <Figure label={t('payment.amount')} value={line.amount ?? ''} read={(typed) => parseMoney(typed) ?? undefined} onValue={(amount) => change(index, { amount: amount as string | null })} />
          <Input data-field aria-label={t('payment.dueText')} placeholder={t('payment.dueText')} value={line.dueText ?? ''} maxLength={500} onChange={(event) => change(index, { dueText: event.target.value || null })} />
          {index < payments.length && (
            <button type="button" tabIndex={-1} className={styles['remove']} aria-label={t('payment.remove')} title={t('payment.remove')} onClick={() => onText(JSON.stringify(payments.filter((_, at) => at !== index)))}>
              <Icon name="close" size={14} />
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

/** A figure that may stand half typed until it is one. */
function Figure({ label, value, says, read, onValue }: { label: string; value: string; says?: string; read: (typed: string) => string | number | undefined; onValue: (value: string | number | null) => void }): ReactNode {
  const [typed, setTyped] = useState<string>();
  return (
    <Input
      data-field
      aria-label={label}
      placeholder={label}
      suffix={says && value ? says : undefined}
      className={styles['figures']}
      value={typed ?? value}
      status={typed && read(typed) === undefined ? 'warning' : ''}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === undefined) return;
        const now = typed.trim() === '' ? null : read(typed);
        if (now !== undefined) onValue(now);
        setTyped(undefined);
      }}
    />
  );
}
