import { formatRmbUppercase, parseRmbUppercase } from '@qige/rules/rmb-uppercase';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fenOf, formatMoney } from '../ui/format.ts';
import { valueOf } from './field-values.ts';
import styles from './field-says.module.css';

/** Live beside the field: 大写 of the amount, the day as it was understood, what is wrong with a code. */
export function FieldSays({ id, field, text, problem }: { id: string; field: string; text: string; problem: string | null }): ReactNode {
  const { t } = useTranslation();
  if (problem) {
    return (
      <p id={id} className={styles['says']} data-tone="wrong">
        {t(`problem.${problem}`)}
      </p>
    );
  }
  if (text.trim() === '') return null;
  const read = valueOf(field, text);
  const value = 'value' in read ? read.value : null;
  if (field === 'amount' && typeof value === 'string') {
    const fen = fenOf(value);
    return fen === null ? null : <p className={styles['says']}>{formatRmbUppercase(fen)}</p>;
  }
  if (field === 'amountUppercase') {
    const reading = parseRmbUppercase(text);
    return <p className={styles['says']}>{reading ? formatMoney((reading.fen / 100).toFixed(2)) : t('problem.uppercase')}</p>;
  }
  if (typeof value === 'string' && value !== text && /^\d{4}-\d\d-\d\d$/.test(value)) return <p className={styles['says']}>{value}</p>;
  return null;
}
