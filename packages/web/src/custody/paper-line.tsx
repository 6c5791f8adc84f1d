import type { PaperRef } from '@qige/wire';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

/** 「第 1 份 · 正本」. */
export function usePaperName(): (paper: Pick<PaperRef, 'ordinal' | 'kind'>) => string {
  const { t } = useTranslation();
  return ({ ordinal, kind }) => t('handOvers.paper', { ordinal, kind: t(`handOvers.kind.${kind}`) });
}

/** A paper with its contract, as a line says it. */
export function PaperName({ paper }: { paper: PaperRef }): ReactNode {
  const name = usePaperName();
  return (
    <>
      {paper.number} {paper.title} <span style={{ color: 'var(--ink-soft)' }}>{name(paper)}</span>
    </>
  );
}
