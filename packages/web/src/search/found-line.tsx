import { type FoundContract, markPageEndpoint, type SearchHit } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { StateTag } from '../contracts/state-tag.tsx';
import { pageImage } from '../reading/page-addresses.ts';
import { formatMoney } from '../ui/format.ts';
import { CropToCome, PageCrop } from '../ui/viewer/page-crop.tsx';
import { pieces } from './pieces.ts';
import styles from './search.module.css';

/** A contract found, with the places where the words stand: on the page itself where there is one. */
export function FoundLine({ contract, words, index }: { contract: FoundContract; words: string; index: number }): ReactNode {
  return (
    <article className={styles['contract']}>
      <h2>
        <Link to="/contracts/$contractId" params={{ contractId: contract.id }} search={words ? { words, ...pageOf(contract.hits) } : {}} data-found={index}>
          {contract.title}
        </Link>
        <StateTag state={contract.state} />
      </h2>
      <p className={styles['facts']}>
        <span>{contract.number}</span>
        <span>{contract.counterparty}</span>
        <span>{contract.signedOn}</span>
        <span>{formatMoney(contract.amount, contract.currency)}</span>
      </p>
      {contract.hits.slice(0, 3).map((hit, at) => (
        <Hit key={at} hit={hit} contract={contract} words={words} />
      ))}
    </article>
  );
}

const pageOf = (hits: readonly SearchHit[]): { page?: number } => {
  const first = hits.find((hit) => hit.pageNumber !== null);
  return first?.pageNumber ? { page: first.pageNumber } : {};
};

function Hit({ hit, contract, words }: { hit: SearchHit; contract: FoundContract; words: string }): ReactNode {
  const { t } = useTranslation();
  const marks = useAsk(markPageEndpoint, { params: { pageId: hit.pageId ?? ('' as never) }, query: { words: words || ' ' } }, { enabled: hit.pageId !== null && words !== '', staleTime: 60_000 });
  const boxes = marks.data?.marks.flatMap((mark) => mark.boxes) ?? [];
  const snippet = (
    <span className={styles['snippet']}>
      {pieces(hit.snippet, hit.marks).map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>))}
    </span>
  );
  return (
    <Link to="/contracts/$contractId" params={{ contractId: contract.id }} search={{ ...(words ? { words } : {}), ...(hit.pageNumber ? { page: hit.pageNumber } : {}) }} className={styles['hit']}>
      {marks.isLoading && <CropToCome />}
      {hit.pageId && marks.data && boxes.length > 0 && <PageCrop src={pageImage(hit.pageId)} width={marks.data.width} height={marks.data.height} boxes={boxes} alt={t('search.crop', { number: hit.pageNumber })} />}
      <span className={styles['where']}>
        {hit.pageNumber !== null && <b>{t('viewer.page', { number: hit.pageNumber })}</b>}
        {snippet}
      </span>
    </Link>
  );
}
