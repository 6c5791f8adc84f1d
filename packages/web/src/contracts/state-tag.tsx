import type { ContractState } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../ui/tag.tsx';

const tones: Record<ContractState, Tone> = { registered: 'plain', performing: 'plain', completed: 'done', terminated: 'wait', voided: 'wrong' };

export function StateTag({ state }: { state: string }): ReactNode {
  const { t } = useTranslation();
  return <Tag tone={tones[state as ContractState]}>{t(`contractState.${state}`)}</Tag>;
}
