import { listHandOversEndpoint, listPapersInHandsEndpoint, type PaperInHands } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';
import { HandOverLines } from './hand-over-lines.tsx';
import { PaperName } from './paper-line.tsx';
import { ReleasePapers } from './release-papers.tsx';
import styles from './hand-overs.module.css';

/** What is in one's own hands, what is on its way from hand to hand, and what was. */
export function HandOversView(): ReactNode {
  const { t } = useTranslation();
  const keeps = useMe().may.has('paper.keep');
  const hands = useAsk(listPapersInHandsEndpoint, {});
  const open = useAsk(listHandOversEndpoint, { query: { view: 'open', limit: 100 } });
  const past = useAskPaged(listHandOversEndpoint, { query: { view: keeps ? 'all' : 'mine' } }, (after) => ({ query: { view: keeps ? ('all' as const) : ('mine' as const), ...(after ? { after } : {}) } }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [releasing, setReleasing] = useState(false);
  const error = hands.error ?? open.error ?? past.error;
  if (error) return <Trouble error={error} reset={() => void hands.refetch()} />;
  if (!hands.data || !open.data || !past.data) return <Loading />;
  const { papers } = hands.data;
  const toGive = papers.filter(({ copyId }) => chosen.has(copyId));
  const toggle = (copyId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(copyId)) next.add(copyId);
    setChosen(next);
  };
  const decided = past.data.pages.flatMap((page) => page.handOvers).filter(({ state }) => state !== 'offered');
  return (
    <div style={{ maxWidth: 1000 }}>
      <Section
        title={t('handOvers.inHands')}
        count={papers.length}
        tools={
          papers.length > 0 && (
            <Button type="primary" disabled={toGive.length === 0} onClick={() => setReleasing(true)}>
              {t('handOvers.release')}
            </Button>
          )
        }
      >
        {papers.length === 0 ? (
          <Empty icon="file" title={t('handOvers.inHandsNone')} text={t('handOvers.inHandsHint')} />
        ) : (
          <ul className={styles['lines']}>
            {papers.map((paper) => (
              <InHands key={paper.copyId} paper={paper} chosen={chosen.has(paper.copyId)} onToggle={() => toggle(paper.copyId)} />
            ))}
          </ul>
        )}
      </Section>
      {open.data.handOvers.length > 0 && (
        <Section title={t('handOvers.open')} count={open.data.handOvers.length}>
          <HandOverLines handOvers={open.data.handOvers} />
        </Section>
      )}
      {decided.length > 0 && (
        <Section title={t('handOvers.past')}>
          <HandOverLines handOvers={decided} />
          {past.hasNextPage && (
            <Button loading={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()} style={{ marginTop: 12 }}>
              {t('act.more')}
            </Button>
          )}
        </Section>
      )}
      {releasing && (
        <ReleasePapers
          papers={toGive}
          onClose={() => {
            setReleasing(false);
            setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}

function InHands({ paper, chosen, onToggle }: { paper: PaperInHands; chosen: boolean; onToggle: () => void }): ReactNode {
  const { t } = useTranslation();
  const bound = paper.loanId !== null || paper.handOverId !== null;
  return (
    <li>
      <input type="checkbox" aria-label={`${paper.number} ${paper.title}`} checked={chosen} disabled={bound} onChange={onToggle} style={{ width: 18, height: 18, accentColor: 'var(--ink)' }} />
      <div className={styles['main']}>
        <Link to="/contracts/$contractId" params={{ contractId: paper.contractId }}>
          <PaperName paper={paper} />
        </Link>
        <small>{t('handOvers.since', { at: formatMoment(paper.since) })}</small>
      </div>
      <div className={styles['acts']}>
        {paper.loanId && (
          <Link to="/archive/loans/$loanId" params={{ loanId: paper.loanId }}>
            {t('handOvers.dueBack', { day: paper.dueOn })}
          </Link>
        )}
        {paper.handOverId && <Tag tone="wait">{t('handOvers.handing')}</Tag>}
      </div>
    </li>
  );
}
