import type { ReadField } from '@qige/wire';
import { Input } from 'antd';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldSays } from '../reading/field-says.tsx';
import { problemOf, unreadable } from '../reading/field-values.ts';
import { sayField, trustIn } from '../reading/say-reading.ts';
import styles from './desk.module.css';

interface FieldLineProps {
  field: string;
  read: ReadField | undefined;
  text: string;
  active: boolean;
  long?: boolean;
  wrong?: boolean;
  readOnly?: boolean;
  onText: (text: string) => void;
  onFocus: () => void;
  /** The reader has left the field or gone on from it. */
  onDone: () => void;
  /** Taking back the person's value: what the engine read counts again. */
  onUncorrect: (() => void) | undefined;
}

/** One field: its words, its value, how sure the reading is, and what is wrong with it while it is typed. */
export function FieldLine({ field, read, text, active, long, wrong, readOnly, onText, onFocus, onDone, onUncorrect }: FieldLineProps): ReactNode {
  const { t } = useTranslation();
  const problem = problemOf(field, text);
  const trust = read ? trustIn(read) : 'unread';
  const id = `field-${field}`;
  const shared = {
    id,
    value: text,
    'data-field': field,
    readOnly: readOnly ?? false,
    ...(problem ? { status: unreadable(field, text) ? ('error' as const) : ('warning' as const), 'aria-invalid': true, 'aria-describedby': `${id}-says` } : {}),
    ...(unreadable(field, text) ? { 'data-unreadable': true } : {}),
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.target instanceof HTMLInputElement) event.target.select();
      onFocus();
    },
    onBlur: onDone,
  };
  const right = field === 'amount' || field === 'copies';
  return (
    <div className={styles['field']} data-active={active || undefined} data-wrong={wrong || undefined}>
      <label htmlFor={id}>{sayField(t, field)}</label>
      <div className={styles['value']}>
        {long ? (
          <Input.TextArea {...shared} autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} onChange={(event) => onText(event.target.value.replaceAll('\n', ''))} />
        ) : (
          <Input {...shared} maxLength={200} className={right ? styles['figures'] : ''} placeholder={placeholderOf(field)} onChange={(event) => onText(event.target.value)} />
        )}
        <span className={styles['trust']} data-trust={trust} title={t(`trust.${trust}`, { percent: Math.round((read?.engine?.confidence ?? 0) * 100) })}>
          <span className="visually-hidden">{t(`trust.${trust}`, { percent: Math.round((read?.engine?.confidence ?? 0) * 100) })}</span>
        </span>
      </div>
      <FieldSays id={`${id}-says`} field={field} text={text} problem={problem} />
      {(read?.corrected || unreadable(field, text)) && !readOnly && onUncorrect && (
        <p className={styles['says']}>
          {t('desk.engineRead', { text: read?.engine?.printed ?? (String(read?.engine?.value ?? '') || t('desk.nothing')) })}{' '}
          <button
            type="button"
            className={styles['link']}
            onClick={() => {
              // The button goes with the correction; the hands stay at the field.
              document.getElementById(id)?.focus();
              onUncorrect();
            }}
          >
            {t('desk.takeEngine')}
          </button>
        </p>
      )}
    </div>
  );
}

function placeholderOf(field: string): string {
  if (field.endsWith('On')) return 'YYYY-MM-DD';
  return field === 'currency' ? 'CNY' : '';
}

/** Enter goes on to the next field of the form, Shift+Enter back, as on the paper forms of old. */
export function stepOnEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  const from = event.target as HTMLElement;
  if (!from.matches('[data-field], [data-field] *')) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input[data-field], textarea[data-field], select[data-field]')];
  const at = stops.indexOf(from);
  stops[at + (event.shiftKey ? -1 : 1)]?.focus();
}
