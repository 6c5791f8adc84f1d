import type { SearchFilters, SearchSummary } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTypes } from '../contracts/use-types.ts';
import { useIsNarrow } from '../ui/use-phone.ts';
import styles from './search.module.css';

/** How what was found falls; a line narrows to it, the same line again widens. */
export function Facets({ summary, filters, onFilter, onParty }: { summary: SearchSummary; filters: SearchFilters; onFilter: (part: SearchFilters) => void; onParty: (name: string) => void }): ReactNode {
  const { t } = useTranslation();
  const types = useTypes();
  const narrow = useIsNarrow();
  const [place, setPlace] = useState(filters.place ?? '');
  const group = (title: string, lines: SearchSummary['types'], chosen: string | undefined, labelOf: (line: SearchSummary['types'][number]) => string, choose: (value: string | undefined) => void): ReactNode =>
    lines.length === 0 ? null : (
      <section>
        <h2>{title}</h2>
        <ul>
          {lines.slice(0, 10).map((line) => (
            <li key={line.value}>
              <button type="button" aria-pressed={chosen === line.value} onClick={() => choose(chosen === line.value ? undefined : line.value)}>
                <span>{labelOf(line)}</span>
                <span>{line.count}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  const sections = (
    <>
      {group(t('field.contractType'), summary.types, filters.contractTypeId, (line) => types.nameOf(line.value) || line.label, (value) => onFilter({ contractTypeId: value as never }))}
      {group(t('contracts.year'), summary.years, filters.year ? String(filters.year) : undefined, (line) => line.label, (value) => onFilter({ year: value ? Number(value) : undefined } as SearchFilters))}
      {group(t('field.state'), summary.states, filters.state, (line) => t(`contractState.${line.value}`, { defaultValue: line.label }), (value) => onFilter({ state: value as never }))}
      {group(t('field.counterparty'), summary.counterparties, undefined, (line) => line.label, (value) => value && onParty(value))}
      <section>
        <h2>{t('field.signedPlace')}</h2>
        <Input size="small" allowClear aria-label={t('field.signedPlace')} maxLength={100} value={place} onChange={(event) => setPlace(event.target.value)} onClear={() => onFilter({ place: undefined } as SearchFilters)} onPressEnter={() => onFilter({ place: place.trim() || undefined } as SearchFilters)} />
      </section>
    </>
  );
  // On a narrow screen the results come first; narrowing waits behind one line.
  return narrow ? (
    <details className={styles['folded']}>
      <summary>{t('search.narrow')}</summary>
      <div className={styles['facets']}>{sections}</div>
    </details>
  ) : (
    <aside className={styles['facets']} aria-label={t('search.narrow')}>
      {sections}
    </aside>
  );
}
