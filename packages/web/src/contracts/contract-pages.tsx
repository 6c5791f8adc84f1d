import type { ContractScan, ScanReading } from '@qige/wire';
import { Button, Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pageImage, pageThumbnail } from '../reading/page-addresses.ts';
import { lostId, PageFoot } from '../reading/page-foot.tsx';
import { usePageText } from '../reading/use-page-text.tsx';
import { useReadAgain } from '../reading/use-read-again.ts';
import { useViewerWords } from '../reading/use-viewer-words.ts';
import { useMe } from '../shell/me.ts';
import { Icon } from '../ui/icon.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { PageStrip } from '../ui/viewer/page-strip.tsx';
import { PageViewer } from '../ui/viewer/page-viewer.tsx';
import { useMarks } from './use-marks.ts';
import type { PlacedMark } from './use-placed-fields.ts';
import styles from './contracts.module.css';

interface ContractPagesProps {
  scans: readonly ContractScan[];
  number: number;
  words: string;
  marks: readonly PlacedMark[];
  unplaced: ScanReading['unplaced'];
  active: string | undefined;
  onMark: (id: string | undefined) => void;
  onPage: (number: number) => void;
  onWords: (words: string) => void;
}

/** The paper of a contract: its pages, the text over them, and a search inside. */
export function ContractPages({ scans, number, words, marks, unplaced, active, onMark, onPage, onWords }: ContractPagesProps): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const pages = useMemo(() => scans.flatMap((scan) => scan.pages.map((page) => ({ ...page, scanId: scan.scanId }))), [scans]);
  const page = pages.find((one) => one.number === number) ?? pages[0];
  const [wanted, setWanted] = useState(words);
  const [hit, setHit] = useState<string>();
  const src = page && pageImage(page.pageId, page.state);
  const mayCorrect = may.has('text.correct');
  const text = usePageText(page && src ? { scanId: page.scanId, pageId: page.pageId, state: page.state, src } : undefined, mayCorrect);
  const { readAgain, asking } = useReadAgain();
  const again = (): void => {
    if (page && page.state !== 'waiting') readAgain(page.scanId, [page.pageId]);
  };
  const found = useMarks(pages.map((one) => one.pageId), page?.pageId, words);
  const hits = found.flatMap((one) => one.marks.map((mark) => ({ pageId: one.pageId, id: mark.id })));
  const here = found.find((one) => one.pageId === page?.pageId)?.marks ?? [];
  // Found words are lit as soon as the page is open; one of them is gone to on request.
  const lit = hit && here.some((mark) => mark.id === hit) ? hit : active;
  const toHit = (by: 1 | -1): void => {
    const at = hits.findIndex((one) => one.id === hit);
    const next = hits[(at + by + hits.length) % Math.max(1, hits.length)];
    if (!next) return;
    setHit(next.id);
    const on = pages.find((one) => one.pageId === next.pageId);
    if (on && on.number !== page?.number) onPage(on.number);
  };
  useShortcuts(t('viewer.keysTitle'), [
    { keys: 'f', says: t('contracts.searchInside'), run: () => document.getElementById('search-inside')?.focus() },
    { keys: 'n', says: t('contracts.nextHit'), off: hits.length === 0, run: () => toHit(1) },
    { keys: 'o', says: t('reading.againPage'), off: !mayCorrect, run: again },
    { keys: 'shift+n', says: t('contracts.previousHit'), off: hits.length === 0, run: () => toHit(-1) },
  ]);
  const viewerWords = useViewerWords(page?.number ?? 0, pages.length);
  const turn = (by: 1 | -1): void => {
    const next = pages[pages.findIndex((one) => one.pageId === page?.pageId) + by];
    if (!next) return;
    onMark(undefined);
    setHit(undefined);
    onPage(next.number);
  };
  const seen = page !== undefined && page.state !== 'waiting';

  return (
    <>
      <PageStrip
        label={t('viewer.pages')}
        current={page?.pageId}
        onPage={(id) => {
          const to = pages.find((one) => one.pageId === id);
          if (to) onPage(to.number);
        }}
        pages={pages.map((one) => ({
          id: one.pageId,
          number: one.number,
          src: one.state === 'waiting' && one.width === null ? undefined : pageThumbnail(one.pageId, one.state),
          label: t('viewer.page', { number: one.number }),
          wrong: one.state === 'failed',
          found: found.find((marked) => marked.pageId === one.pageId)?.marks.length ?? 0,
        }))}
      />
      <div className={styles['paper']}>
        <PageViewer
          src={seen || page?.width ? src : undefined}
          width={page?.width ?? 1240}
          height={page?.height ?? 1754}
          alt={t('viewer.page', { number: page?.number })}
          words={viewerWords}
          marks={[...marks.filter((mark) => mark.pageId === page?.pageId && (mark.id === active || mark.tone === 'wrong')), ...here]}
          active={lit}
          lines={text.lines}
          onLine={text.onLine}
          onTurn={turn}
          missing={page?.state === 'waiting' ? t('desk.pageWaiting') : undefined}
          tools={
            <>
            <form
              role="search"
              className={styles['inside']}
              onSubmit={(event) => {
                event.preventDefault();
                if (wanted.trim() === words) toHit(1);
                else onWords(wanted.trim());
              }}
            >
              <Input id="search-inside" size="small" allowClear prefix={<Icon name="search" size={14} />} placeholder={t('contracts.searchInside')} aria-label={t('contracts.searchInside')} value={wanted} maxLength={100} onChange={(event) => setWanted(event.target.value)} onClear={() => onWords('')} />
              {words && (
                <>
                  <span className={styles['hits']}>{hits.length === 0 ? t('contracts.noHits') : t('contracts.hits', { count: hits.length })}</span>
                  <Button type="text" size="small" disabled={hits.length === 0} aria-label={t('contracts.nextHit')} title={t('contracts.nextHit')} icon={<Icon name="down" size={14} />} onClick={() => toHit(1)} />
                </>
              )}
            </form>
            {mayCorrect && <Button type="text" size="small" disabled={!seen || asking} icon={<Icon name="again" size={16} />} aria-label={t('reading.againPage')} title={t('reading.againPage')} onClick={again} />}
            </>
          }
        />
        <PageFoot
          page={page}
          lost={unplaced}
          numberOf={(pageId) => pages.find((one) => one.pageId === pageId)?.number}
          mayCorrect={mayCorrect}
          asking={asking}
          onAgain={again}
          onShow={(one) => {
            onMark(lostId(one));
            const on = pages.find(({ pageId }) => pageId === one.pageId);
            if (on) onPage(on.number);
          }}
          onTakeBack={(one) => text.takeBack(one.pageId, one.box)}
        />
      </div>
      {text.question}
    </>
  );
}
