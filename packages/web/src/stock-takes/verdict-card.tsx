import { counts } from '@qige/rules/stock-take';
import type { CopyHolder, StockList } from '@qige/wire';
import type { TFunction } from 'i18next';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../ui/format.ts';
import styles from './counting.module.css';
import { type Heard, type KeptScan, toneOf } from './judge-here.ts';

/** What the last scan was, readable at arm's length. */
export function VerdictCard({ heard, list, onDamage }: { heard: Heard; list: StockList; onDamage: (scan: KeptScan) => void }): ReactNode {
  const { t } = useTranslation();
  if (heard.kind === 'place') return null;
  if (heard.kind === 'place-outside') {
    return (
      <div className={styles['verdict']} data-tone="wrong">
        <b>{t('stockTakes.verdict.place-outside')}</b>
        <span>{t('stockCount.placeOutside')}</span>
      </div>
    );
  }
  const { scan, item } = heard;
  const { answer, repeat } = scan;
  const expectedAt = item?.at === undefined || item.at === null ? undefined : list.places[item.at]?.where;
  const title = answer?.contract ? `${answer.contract.number} ${answer.contract.title}` : item?.title;
  return (
    <div className={styles['verdict']} data-tone={toneOf(scan)}>
      <b>{t(`stockTakes.verdict.${scan.verdict}`)}</b>
      <span className={styles['code']}>{answer?.archivalCode ?? item?.archivalCode ?? answer?.label ?? scan.code}</span>
      {title && <span>{title}</span>}
      {scan.verdict === 'wrong-place' && expectedAt && <span>{t('stockCount.expectedAt', { where: expectedAt })}</span>}
      {answer?.books && <span>{sayBooks(t, answer.books)}</span>}
      {repeat && scan.damage === null && <strong>{repeat.by === null ? t('stockCount.repeatHere', { at: formatMoment(new Date(repeat.at).toISOString()).slice(11) }) : t('stockCount.repeat', { by: repeat.by, at: formatMoment(new Date(repeat.at).toISOString()).slice(5) })}</strong>}
      {scan.damage !== null && <strong>{t('stockCount.damaged', { damage: scan.damage })}</strong>}
      {counts(scan.verdict) && scan.damage === null && (
        <Button size="large" onClick={() => onDamage(scan)}>
          {t('stockCount.damage')}
        </Button>
      )}
    </div>
  );
}

function sayBooks(t: TFunction, books: CopyHolder): string {
  if (books.holder === 'place') return t('stockCount.booksAt', { where: books.place });
  if (books.holder === 'person') return t('stockCount.booksPerson', { name: books.name });
  return books.holder === 'outside' ? t('stockCount.booksOutside', { to: books.outside }) : t('stockCount.booksLost');
}
