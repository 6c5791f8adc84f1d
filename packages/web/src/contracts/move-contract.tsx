import { type Contract, type ContractState, moveContractEndpoint } from '@qige/wire';
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';

/** To the states that the contract can move to now; ending one asks for the reason. */
export function MoveContract({ contract }: { contract: Contract }): ReactNode {
  const { t } = useTranslation();
  const [to, setTo] = useState<ContractState>();
  const move = useAct(moveContractEndpoint, ['/contracts', '/numbers']);
  if (contract.may.states.length === 0) return null;
  const go = (state: ContractState, reason?: string): void =>
    move.mutate(
      { params: { contractId: contract.id }, body: { to: state, version: contract.version, ...(reason ? { reason } : {}) } },
      {
        onSuccess: () => {
          setTo(undefined);
          say(t('contracts.moved', { state: t(`contractState.${state}`) }));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: contract.may.states.map((state) => ({ key: state, label: t(`contracts.move.${state}`) })),
          onClick: ({ key }) => (key === 'terminated' || key === 'voided' ? setTo(key) : go(key as ContractState)),
        }}
      >
        <Button loading={move.isPending}>
          {t('field.state')} <Icon name="down" size={14} />
        </Button>
      </Dropdown>
      {to && (
        <AskText
          title={t(`contracts.move.${to}`)}
          hint={to === 'voided' ? t('contracts.voidHint') : ''}
          label={t('desk.reason')}
          confirm={t(`contracts.move.${to}`)}
          cancel={t('act.cancel')}
          busy={move.isPending}
          onCancel={() => setTo(undefined)}
          onAnswer={(reason) => go(to, reason)}
        />
      )}
    </>
  );
}
