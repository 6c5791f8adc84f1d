import { listStockTakesEndpoint } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Section } from '../ui/room.tsx';
import { StockTakeLines } from './stock-takes-view.tsx';

/** What waits for this person here: stock-takes to sign, and those they take part in; nothing where nothing does. */
export function StockTakesToday(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const list = useAsk(listStockTakesEndpoint, { query: { state: 'open' } }, { enabled: may.has('stock.count') });
  const rows = list.data?.stockTakes ?? [];
  const [toSign, mine] = [rows.filter((row) => row.maySign), rows.filter((row) => row.mine && !row.maySign && row.state !== 'reported')];
  return (
    <>
      {toSign.length > 0 && (
        <Section title={t('stockToday.sign')} count={toSign.length}>
          <StockTakeLines rows={toSign} />
        </Section>
      )}
      {mine.length > 0 && (
        <Section title={t('stockToday.mine')} count={mine.length}>
          <StockTakeLines rows={mine} />
        </Section>
      )}
    </>
  );
}
