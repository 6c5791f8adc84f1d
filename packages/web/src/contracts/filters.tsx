import { ContractState, listColleaguesEndpoint, listDepartmentsEndpoint, type ContractSummary } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { parseDay, parseMoney } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Typed } from '../ui/typed.tsx';
import { Unfold } from '../ui/unfold.tsx';
import { useIsPhone } from '../ui/use-phone.ts';
import { useTypes } from './use-types.ts';
import styles from './contracts.module.css';

export interface FilterState {
  contractTypeId?: string;
  state?: string;
  partyId?: string;
  departmentId?: string;
  ownerId?: string;
  year?: number;
  amountFrom?: string;
  amountTo?: string;
  signedFrom?: string;
  signedTo?: string;
  expiresFrom?: string;
  expiresTo?: string;
  text?: string;
}

/** What narrows the register; every choice stands in the address. */
export function Filters({ now, summary, onChange }: { now: FilterState; summary: ContractSummary | undefined; onChange: (part: FilterState) => void }): ReactNode {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const types = useTypes();
  const { may } = useMe();
  const departments = useAsk(listDepartmentsEndpoint, {}, { staleTime: 60_000 });
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const counted = (facet: 'types' | 'states' | 'years', value: string): string => {
    const count = summary?.[facet].find((one) => one.value === value)?.count;
    return count === undefined ? '' : ` (${count})`;
  };
  const years = summary?.years.map((one) => one.value) ?? [];
  if (now.year && !years.includes(String(now.year))) years.unshift(String(now.year));
  const more = ['departmentId', 'ownerId', 'amountFrom', 'amountTo', 'signedFrom', 'signedTo', 'expiresFrom', 'expiresTo'] as const;
  const moreCount = more.filter((name) => now[name]).length + (phone ? (['contractTypeId', 'state', 'year'] as const).filter((name) => now[name]).length : 0);
  const set = (name: keyof FilterState, value: string | number | undefined): void => onChange({ ...now, [name]: value === '' ? undefined : value } as FilterState);

  const first = (
    <>
      <Choice aria-label={t('field.contractType')} none={t('contracts.allTypes')} value={now.contractTypeId ?? ''} options={types.options.map((one) => ({ ...one, label: one.label + counted('types', one.value) }))} onChange={(value) => set('contractTypeId', value)} />
      <Choice aria-label={t('field.state')} none={t('contracts.allStates')} value={now.state ?? ''} options={ContractState.options.map((value) => ({ value, label: t(`contractState.${value}`) + counted('states', value) }))} onChange={(value) => set('state', value)} />
      <Choice aria-label={t('contracts.year')} none={t('contracts.allYears')} value={now.year ? String(now.year) : ''} options={years.map((value) => ({ value, label: value + counted('years', value) }))} onChange={(value) => set('year', value ? Number(value) : undefined)} />
    </>
  );
  return (
    <div className={styles['filters']} role="search" aria-label={t('contracts.filters')}>
      <Typed label={t('contracts.filterText')} value={now.text ?? ''} width={220} onValue={(text) => set('text', text)} />
      {!phone && first}
      <Unfold
        content={
          <div className={styles['moreFilters']}>
            {phone && first}
            <label>
              {t('field.departmentId')}
              <Choice none={t('contracts.any')} value={now.departmentId ?? ''} options={(departments.data?.departments ?? []).map((one) => ({ value: one.id, label: one.name }))} onChange={(value) => set('departmentId', value)} />
            </label>
            <label>
              {t('field.ownerId')}
              <Choice none={t('contracts.any')} value={now.ownerId ?? ''} options={(colleagues.data?.colleagues ?? []).map((one) => ({ value: one.id, label: one.name }))} onChange={(value) => set('ownerId', value)} />
            </label>
            {(['amount', 'signed', 'expires'] as const).filter((what) => what !== 'amount' || may.has('amounts.see')).map((what) => (
              <div key={what} role="group" aria-label={t(`contracts.range.${what}`)} className={styles['range']}>
                <span>{t(`contracts.range.${what}`)}</span>
                <Typed label={t('contracts.from')} value={now[`${what}From`] ?? ''} read={what === 'amount' ? parseMoney : parseDay} wrong={t(what === 'amount' ? 'contracts.notAmount' : 'contracts.notDay')} onValue={(value) => set(`${what}From`, value)} />
                <span aria-hidden="true">–</span>
                <Typed label={t('contracts.to')} value={now[`${what}To`] ?? ''} read={what === 'amount' ? parseMoney : parseDay} wrong={t(what === 'amount' ? 'contracts.notAmount' : 'contracts.notDay')} onValue={(value) => set(`${what}To`, value)} />
              </div>
            ))}
          </div>
        }
      >
        <Button icon={<Icon name="filter" size={16} />}>
          {t('contracts.moreFilters')}
          {moreCount > 0 && ` ${moreCount}`}
        </Button>
      </Unfold>
      {now.partyId && (
        <Button onClick={() => set('partyId', undefined)}>
          {t('contracts.oneParty')} <Icon name="close" size={12} />
        </Button>
      )}
      {Object.values(now).some((value) => value !== undefined) && (
        <Button type="text" onClick={() => onChange({})}>
          {t('act.clear')}
        </Button>
      )}
    </div>
  );
}
