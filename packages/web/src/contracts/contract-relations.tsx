import { type Contract, RelationKind, relateContractsEndpoint, showContractEndpoint, unrelateContractsEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { fieldProblems, refusalCode, sayTrouble } from '../api/trouble.ts';
import { Choice } from '../ui/choice.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';
import { StateTag } from './state-tag.tsx';
import styles from './contracts.module.css';

/** Main contract, supplements, renewals: each both ways. */
export function ContractRelations({ contract }: { contract: Contract }): ReactNode {
  const { t } = useTranslation();
  const [kind, setKind] = useState<RelationKind>('supplement');
  const [number, setNumber] = useState('');
  const relate = useAct(relateContractsEndpoint, [showContractEndpoint.path]);
  const unrelate = useAct(unrelateContractsEndpoint, [showContractEndpoint.path]);
  const trouble = (error: Error): void => say(refusalCode(error) === 'not_found' || fieldProblems(error).some(({ field, problem }) => field === 'to' && problem === 'unknown') ? t('contracts.noSuchNumber') : sayTrouble(t, error), { tone: 'wrong' });
  const add = (to: string, as: RelationKind): void => relate.mutate({ params: { contractId: contract.id }, body: { to, kind: as } }, { onSuccess: () => setNumber(''), onError: trouble });
  return (
    <>
      {contract.relations.length === 0 && <p className={styles['nothing']}>{t('contracts.noRelations')}</p>}
      <ul className={styles['relations']}>
        {contract.relations.map((relation) => (
          <li key={relation.id}>
            <span className={styles['letter']}>{t(relation.direction === 'to' ? `relationTo.${relation.kind}` : `relationFrom.${relation.kind}`)}</span>
            <span>
              <Link to="/contracts/$contractId" params={{ contractId: relation.contract.id }}>
                <span className={styles['number']}>{relation.contract.number}</span> {relation.contract.title}
              </Link>
              <small>
                {relation.contract.signedOn} <StateTag state={relation.contract.state} />
              </small>
            </span>
            {contract.may.relate && (
              <Button
                type="text"
                size="small"
                aria-label={`${t('contracts.unrelate')}: ${relation.contract.number}`}
                title={t('contracts.unrelate')}
                icon={<Icon name="close" size={14} />}
                loading={unrelate.isPending && unrelate.variables.params.relationId === relation.id}
                onClick={() =>
                  unrelate.mutate(
                    { params: { contractId: contract.id, relationId: relation.id } },
                    {
                      onSuccess: () => say(t('contracts.unrelated'), relation.direction === 'to' ? { undo: { label: t('act.undo'), run: () => add(relation.contract.id, relation.kind) } } : {}),
                      onError: trouble,
                    },
                  )
                }
              />
            )}
          </li>
        ))}
      </ul>
      {contract.may.relate && (
        <form
          className={styles['relate']}
          onSubmit={(event) => {
            event.preventDefault();
            add(number.trim(), kind);
          }}
        >
          <span>{t('contracts.thisIs')}</span>
          <Choice aria-label={t('field.mainKind')} value={kind} options={RelationKind.options.map((value) => ({ value, label: t(`relationTo.${value}`) }))} onChange={(value) => setKind(value as RelationKind)} />
          <Input aria-label={t('field.mainNumber')} placeholder={t('field.mainNumber')} value={number} maxLength={100} onChange={(event) => setNumber(event.target.value)} />
          <Button htmlType="submit" disabled={number.trim() === ''} loading={relate.isPending}>
            {t('act.add')}
          </Button>
        </form>
      )}
    </>
  );
}
