import type { Copy } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../ui/format.ts';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { CopyState } from './copy-state.tsx';
import { sayHolder, sayHolderShortly } from './say-holder.ts';
import styles from './custody.module.css';

export function useCopyColumns(): Columns<Copy> {
  const { t } = useTranslation();
  return useColumns<Copy>('copies', [
    { id: 'number', title: t('field.number'), width: 130, fixed: true, cell: ({ contract }) => <span className={styles['figure']}>{contract.number}</span> },
    { id: 'title', title: t('field.title'), width: 240, least: 140, cell: ({ contract }) => contract.title },
    { id: 'kind', title: t('custody.field.kind'), width: 140, cell: ({ ordinal, kind }) => `${t(`custody.kind.${kind}`)} · ${t('custody.copyOf', { ordinal })}` },
    { id: 'holder', title: t('custody.field.holder'), width: 220, least: 190, cell: ({ holder }) => <span title={sayHolder(t, holder)}>{sayHolderShortly(t, holder)}</span> },
    { id: 'code', title: t('custody.field.archivalCode'), width: 232, cell: ({ archivalCode }) => <span className={styles['figure']}>{archivalCode}</span> },
    { id: 'state', title: t('custody.list.state'), width: 168, cell: (copy) => <CopyState copy={copy} /> },
    { id: 'pages', title: t('custody.field.pageCount'), width: 64, align: 'right', cell: ({ pageCount }) => pageCount },
    { id: 'since', title: t('custody.field.since'), width: 140, cell: ({ since }) => formatMoment(since) },
    { id: 'thickness', title: t('custody.field.thicknessMm'), width: 90, align: 'right', spare: true, cell: ({ thicknessMm }) => t('custody.mm', { mm: thicknessMm }) },
    { id: 'condition', title: t('custody.field.condition'), width: 90, spare: true, cell: ({ condition }) => t(`custody.condition.${condition}`) },
    { id: 'seal', title: t('custody.field.pagingSeal'), width: 90, spare: true, cell: ({ pagingSeal }) => t(`custody.pagingSealShort.${pagingSeal}`) },
    { id: 'party', title: t('custody.field.partyId'), width: 200, spare: true, cell: ({ party }) => party?.name },
    { id: 'label', title: t('custody.field.label'), width: 190, spare: true, cell: ({ label }) => <span className={styles['figure']}>{label}</span> },
  ]);
}

export function CopyCard({ row }: { row: Copy }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['card']}>
      <span>
        <b>{row.contract.title}</b>
        <CopyState copy={row} />
      </span>
      <span className={styles['soft']}>
        <span className={styles['figure']}>{row.archivalCode ?? row.contract.number}</span> · {t(`custody.kind.${row.kind}`)} · {t('custody.pages', { count: row.pageCount })}
      </span>
      <span className={styles['soft']}>{t('custody.at', { where: sayHolderShortly(t, row.holder) })}</span>
    </span>
  );
}
