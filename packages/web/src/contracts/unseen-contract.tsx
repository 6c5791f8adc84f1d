import { ContractId } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Empty } from '../ui/empty.tsx';
import { useTabTitle } from '../ui/tab-title.ts';
import { AskAccess } from './ask-access.tsx';

/** A link that leads to nothing one may see. Whether there is such a contract is not known here either: asking is always offered. */
export function UnseenContract({ contractId, error, onAgain }: { contractId: string; error: Error; onAgain: () => void }): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  useTabTitle(() => t('requests.unseen'));
  const [asking, setAsking] = useState(false);
  const linked = ContractId.safeParse(contractId);
  return (
    <Empty icon="search" title={t('requests.unseen')} text={may.has('contracts.see') ? t('requests.unseenSay') : sayTrouble(t, error)}>
      <Button onClick={onAgain}>{t('act.again')}</Button>
      {may.has('contracts.see') && (
        <Button type="primary" onClick={() => setAsking(true)}>
          {t('requests.ask')}
        </Button>
      )}
      {asking && <AskAccess linked={linked.success ? linked.data : undefined} onClose={() => setAsking(false)} />}
    </Empty>
  );
}
