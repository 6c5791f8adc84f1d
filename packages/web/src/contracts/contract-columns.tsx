import type { ContractRow } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Whereabouts } from '../custody/whereabouts.tsx';
import { useMe } from '../shell/me.ts';
import { formatMoment, formatMoney } from '../ui/format.ts';
import { type Column, type Columns, useColumns } from '../ui/rows/columns.ts';
import { Tag } from '../ui/tag.tsx';
import { StateTag } from './state-tag.tsx';
import { useTypes } from './use-types.ts';
import styles from './contracts.module.css';

/** The columns' ids are the names of the sort orders where the server has one. */
export function useContractColumns(): Columns<ContractRow> {
  const { t } = useTranslation();
  const types = useTypes();
  const { may } = useMe();
  const columns: Column<ContractRow>[] = [
    { id: 'number', title: t('field.number'), width: 116, fixed: true, sort: true, cell: (row) => <span className={styles['number']}>{row.number}</span> },
    { id: 'title', title: t('field.title'), width: 280, least: 160, cell: (row) => row.title },
    { id: 'counterparty', title: t('field.counterparty'), width: 250, least: 176, sort: true, cell: (row) => row.counterparty },
    { id: 'amount', title: t('field.amount'), width: 122, align: 'right', sort: true, cell: (row) => formatMoney(row.amount, row.currency) },
    { id: 'signed', title: t('field.signedOn'), width: 98, sort: true, cell: (row) => row.signedOn },
    { id: 'whereabouts', title: t('custody.list.title'), width: 196, cell: (row) => <Whereabouts contractId={row.id} /> },
    { id: 'expires', title: t('field.expiresOn'), width: 98, sort: true, cell: (row) => row.expiresOn },
    { id: 'state', title: t('field.state'), width: 92, cell: (row) => <StateTag state={row.state} /> },
    { id: 'type', title: t('field.contractType'), width: 110, spare: true, cell: (row) => types.nameOf(row.contractTypeId) },
    { id: 'printedNumber', title: t('field.contractNumber'), width: 150, spare: true, cell: (row) => row.printedNumber },
    { id: 'ownEntity', title: t('field.ownEntity'), width: 200, spare: true, cell: (row) => row.ownEntity },
    { id: 'owner', title: t('field.ownerId'), width: 100, spare: true, cell: (row) => row.ownerName },
    { id: 'confidentiality', title: t('field.confidentiality'), width: 90, spare: true, cell: (row) => t(`confidentiality.${row.confidentiality}`) },
    { id: 'pages', title: t('field.pageCount'), width: 80, align: 'right', spare: true, cell: (row) => row.pageCount },
    { id: 'findings', title: t('desk.findings'), width: 80, align: 'right', spare: true, cell: (row) => row.findingCount || '' },
    { id: 'newest', title: t('field.registeredAt'), width: 98, sort: true, cell: (row) => <span title={formatMoment(row.registeredAt)}>{formatMoment(row.registeredAt).slice(0, 10)}</span> },
  ];
  return useColumns('contracts', may.has('amounts.see') ? columns : columns.filter(({ id }) => id !== 'amount'));
}

export function ContractCard({ row }: { row: ContractRow }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['card']}>
      <span>
        <b>{row.title}</b>
        <StateTag state={row.state} />
      </span>
      <span className={styles['soft']}>{row.counterparty}</span>
      <span className={styles['soft']}>
        <span className={styles['number']}>{row.number}</span>
        <span>{row.signedOn}</span>
        <span>{formatMoney(row.amount, row.currency)}</span>
      </span>
      <span className={styles['soft']}>
        <Whereabouts contractId={row.id} sentence />
      </span>
      {row.findingCount > 0 && (
        <span>
          <Tag tone="wait">{t('desk.findingCount', { count: row.findingCount })}</Tag>
        </span>
      )}
    </span>
  );
}
