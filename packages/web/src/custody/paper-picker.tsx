import { type ContractId, type CopyId, findWhereaboutsEndpoint, type PaperRef, showLendingEndpoint } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { usePaperName } from './paper-line.tsx';
import styles from './hand-overs.module.css';

/** Papers, found by their contract. `many`: from as many contracts as one likes. */
export function PaperPicker({ chosen, onChosen, many }: { chosen: readonly PaperRef[]; onChosen: (papers: readonly PaperRef[]) => void; many?: boolean }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const [text, setText] = useState('');
  const [contractId, setContractId] = useState<ContractId>();
  const found = useAsk(findWhereaboutsEndpoint, { query: { text: text.trim(), limit: 20 } }, { enabled: text.trim().length > 1, keep: true });
  const copies = useAsk(showLendingEndpoint, { params: { contractId: contractId ?? ('' as ContractId) } }, { enabled: contractId !== undefined });
  const contracts = [...new Map((found.data?.copies ?? []).map((copy) => [copy.contractId, copy])).values()].slice(0, 6);
  const has = (copyId: CopyId): boolean => chosen.some((paper) => paper.copyId === copyId);
  const toggle = (paper: PaperRef): void => {
    if (has(paper.copyId)) return onChosen(chosen.filter(({ copyId }) => copyId !== paper.copyId));
    return onChosen(many ? [...chosen, paper] : [paper]);
  };
  const offered = [...chosen.filter((paper) => paper.contractId !== contractId), ...(copies.data?.papers ?? [])];
  return (
    <div>
      <Input id="paper-find" aria-label={t('paperPicker.find')} placeholder={t('paperPicker.find')} value={text} onChange={(event) => setText(event.target.value)} />
      {text.trim().length > 1 && found.data && (
        <div className={styles['found']} role="listbox" aria-label={t('paperPicker.choose')}>
          {contracts.map((row) => (
            <button
              key={row.contractId}
              type="button"
              role="option"
              aria-selected={row.contractId === contractId}
              onClick={() => {
                setContractId(row.contractId);
                setText('');
              }}
            >
              {row.contractNumber} {row.contractTitle}
            </button>
          ))}
          {contracts.length === 0 && <p style={{ padding: '8px 12px' }}>{t('paperPicker.none')}</p>}
        </div>
      )}
      {offered.map((paper) => (
        <label key={paper.copyId} className={styles['paper']}>
          <input type={many ? 'checkbox' : 'radio'} name="paper" checked={has(paper.copyId)} onChange={() => toggle(paper)} />
          <span>
            {paper.number} {paper.title}
            <small>{name(paper)}</small>
          </span>
          {'standing' in paper && <span className={styles['soft']}>{t(`loans.standing.${String(paper.standing)}`)}</span>}
        </label>
      ))}
    </div>
  );
}
