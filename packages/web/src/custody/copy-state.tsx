import type { Copy } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/tag.tsx';

/** What is not as it usually is: not filed, lent, being handed over, lost, damaged. */
export function CopyState({ copy }: { copy: Copy }): ReactNode {
  const { t } = useTranslation();
  const { holder, loanId, handOverId, archivalCode, condition } = copy;
  return (
    <>
      {(holder.holder === 'lost' || holder.holder === 'destroyed') && <Tag tone="wrong">{t(`custody.${holder.holder}`)}</Tag>}
      {loanId && <Tag tone="wait">{t('custody.onLoan')}</Tag>}
      {handOverId && <Tag tone="wait">{t('custody.offered')}</Tag>}
      {!archivalCode && (holder.holder === 'person' || holder.holder === 'place') && <Tag tone="wait">{t('custody.unfiled')}</Tag>}
      {(condition === 'damaged' || condition === 'fragile') && <Tag tone="wrong">{t(`custody.condition.${condition}`)}</Tag>}
    </>
  );
}
