import { useQuery } from '@tanstack/react-query';
import { call, type ContractId, listWhereaboutsEndpoint, type CopyHolder } from '@qige/wire';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../api/send.ts';
import { Tag } from '../ui/tag.tsx';
import { sayHolder, sayHolderShortly } from './say-holder.ts';

interface Where {
  holder: CopyHolder;
  loaned: boolean;
  copies: number;
}

/** Lines of one list ask in the same moment; the server is asked once for all of them. */
let waiting: { contractId: ContractId; resolve: (where: Where | null) => void; reject: (error: unknown) => void }[] = [];
function whereIs(contractId: ContractId): Promise<Where | null> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(askForAll, 20);
    waiting.push({ contractId, resolve, reject });
  });
}
function askForAll(): void {
  const asked = waiting;
  waiting = [];
  for (let at = 0; at < asked.length; at += 200) {
    const part = asked.slice(at, at + 200);
    void answer(part);
  }
}
async function answer(part: typeof waiting): Promise<void> {
  try {
    const { whereabouts } = await call(send, listWhereaboutsEndpoint, { query: { contractId: part.map(({ contractId }) => contractId) } });
    const byId = new Map(whereabouts.map((one) => [one.contractId, one]));
    for (const { contractId, resolve } of part) resolve(byId.get(contractId) ?? null);
  } catch (error) {
    for (const { reject } of part) reject(error);
  }
}

/** Broken only between its parts: the code of a box torn at its hyphen reads as two. */
const Parts = ({ where }: { where: string }): ReactNode =>
  where.split(' / ').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && ' / '}
      <span style={{ whiteSpace: 'nowrap' }}>{part}</span>
    </Fragment>
  ));

/** Where the original of a contract is. `sentence`: as one, for where no heading says what is meant; `whole`: from the site down. */
export function Whereabouts({ contractId, sentence, whole }: { contractId: ContractId; sentence?: boolean; whole?: boolean }): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: [listWhereaboutsEndpoint.path, contractId], queryFn: () => whereIs(contractId), staleTime: 30_000 });
  if (!data) return data === null && !sentence ? t('custody.none') : null;
  const where = sayHolder(t, data.holder);
  const gone = data.holder.holder === 'lost' || data.holder.holder === 'destroyed';
  return (
    <span title={where}>
      {gone ? <Tag tone="wrong">{where}</Tag> : sentence ? t('custody.at', { where: sayHolderShortly(t, data.holder) }) : whole ? <Parts where={where} /> : sayHolderShortly(t, data.holder)} {data.loaned && <Tag tone="wait">{t('custody.onLoan')}</Tag>}
    </span>
  );
}
