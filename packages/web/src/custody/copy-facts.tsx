import type { CopyPage } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../ui/format.ts';
import { Tag } from '../ui/tag.tsx';
import { sayHolder } from './say-holder.ts';
import styles from './custody.module.css';

/** All that is known of one paper. */
export function CopyFacts({ copy }: { copy: CopyPage }): ReactNode {
  const { t } = useTranslation();
  const fact = (name: string, value: ReactNode): ReactNode =>
    value === '' || value === null || value === undefined || value === false ? null : (
      <>
        <dt>{t(`custody.field.${name}`)}</dt>
        <dd>{value}</dd>
      </>
    );
  const open = copy.seals.filter(({ brokenAt }) => brokenAt === null);
  return (
    <>
      {copy.incident && (
        <p className={styles['incident']}>
          {t('custody.field.incident')}: {copy.incident.what} · {copy.incident.reportBy}
        </p>
      )}
      <dl className={styles['facts']}>
        {fact('holder', <b>{sayHolder(t, copy.holder)}</b>)}
        {fact('since', formatMoment(copy.since))}
        {fact('archivalCode', copy.archivalCode && <span className={styles['code']}>{copy.archivalCode}</span>)}
        {fact('filed', copy.filedAt && `${formatMoment(copy.filedAt)} ${copy.filedBy ?? ''}`)}
        {fact('partyId', copy.party?.name)}
        {fact('pageCount', `${t('custody.pages', { count: copy.pageCount })} · ${t('custody.mm', { mm: copy.thicknessMm })} · ${t(`custody.pagingSeal.${copy.pagingSeal}`)}`)}
        {fact('attachments', copy.attachments)}
        {fact('condition', [t(`custody.condition.${copy.condition}`), copy.conditionNote].filter(Boolean).join(' · '))}
        {fact('seals', open.length > 0 && open.map(({ id, number }) => <Tag key={id}>{number}</Tag>))}
        {fact('label', <span className={styles['code']}>{copy.label}</span>)}
        {fact('created', `${formatMoment(copy.createdAt)} ${copy.createdBy}`)}
      </dl>
    </>
  );
}
