import type { ReadingPage, ScanReading } from '@qige/wire';
import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pageImage, pageThumbnail } from '../reading/page-addresses.ts';
import { lostId, PageFoot } from '../reading/page-foot.tsx';
import { sayField, sayFinding } from '../reading/say-reading.ts';
import { usePageText } from '../reading/use-page-text.tsx';
import { useReadAgain } from '../reading/use-read-again.ts';
import { useViewerWords } from '../reading/use-viewer-words.ts';
import { Icon } from '../ui/icon.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { Mark } from '../ui/viewer/marks.tsx';
import { PageStrip } from '../ui/viewer/page-strip.tsx';
import { PageViewer } from '../ui/viewer/page-viewer.tsx';
import styles from './desk.module.css';

interface DeskPaperProps {
  reading: ScanReading;
  page: ReadingPage | undefined;
  active: string | undefined;
  onMark: (id: string) => void;
  onPage: (pageId: string | undefined) => void;
}

/** The paper on the desk: its pages, the places of fields and findings, the text itself. */
export function DeskPaper({ reading, page, active, onMark, onPage }: DeskPaperProps): ReactNode {
  const { t } = useTranslation();
  const { scanId, pages, fields, findings, unplaced, version } = reading;
  const words = useViewerWords(page?.number ?? 0, pages.length);
  const { readAgain, asking } = useReadAgain();
  const mayRead = reading.may.correct && reading.state !== 'rejected' && reading.state !== 'merged';
  // Read anew, the page may look different under the same address.
  const src = page && pageImage(page.pageId, `${version}-${page.state}`);
  const text = usePageText(page && src ? { scanId, pageId: page.pageId, state: page.state, src } : undefined, reading.may.correct);
  const turn = (by: 1 | -1): void => onPage(pages[pages.findIndex((one) => one.pageId === page?.pageId) + by]?.pageId);
  const again = (): void => {
    if (page && mayRead && page.state !== 'waiting') readAgain(scanId, [page.pageId]);
  };
  useShortcuts(t('desk.keysTitle'), [
    { keys: 'pagedown', says: t('viewer.next'), always: true, run: () => turn(1) },
    { keys: 'pageup', says: t('viewer.previous'), always: true, run: () => turn(-1) },
    { keys: 'o', says: t('reading.againPage'), off: !mayRead, run: again },
  ]);
  const marks = useMemo((): Mark[] => {
    const here = page?.pageId;
    return [
      ...findings.filter((one) => !one.answer).flatMap((one) => one.places.filter((place) => place.pageId === here).map((place): Mark => ({ id: `finding ${one.id}`, boxes: place.boxes, tone: 'wrong', label: sayFinding(t, one) }))),
      ...fields.flatMap((one): Mark[] => (one.place?.pageId === here && one.place ? [{ id: one.field, boxes: one.place.boxes, tone: 'field', label: sayField(t, one.field) }] : [])),
      ...unplaced.filter((one) => one.pageId === here && lostId(one) === active).map((one): Mark => ({ id: lostId(one), boxes: [one.box], tone: 'word', label: one.text })),
    ];
  }, [page?.pageId, findings, fields, unplaced, active, t]);
  const seen = page !== undefined && page.state !== 'waiting';
  return (
    <>
      <PageStrip
        label={t('viewer.pages')}
        current={page?.pageId}
        onPage={onPage}
        pages={pages.map((one) => ({
          id: one.pageId,
          number: one.number,
          src: one.state === 'waiting' && one.width === null ? undefined : pageThumbnail(one.pageId, `${version}-${one.state}`),
          label: t('viewer.page', { number: one.number }),
          wrong: one.state === 'failed' || one.verdicts.some((verdict) => verdict.severity === 'fault'),
        }))}
      />
      <div className={styles['paper']}>
        <PageViewer
          src={seen || page?.width ? src : undefined}
          width={page?.width ?? 1240}
          height={page?.height ?? 1754}
          alt={t('viewer.page', { number: page?.number })}
          words={words}
          marks={page?.width ? marks : []}
          active={active}
          onMark={onMark}
          onTurn={turn}
          lines={text.lines}
          onLine={text.onLine}
          first="width"
          missing={page?.state === 'waiting' ? t('desk.pageWaiting') : undefined}
          tools={mayRead && <Button type="text" size="small" disabled={!seen || asking} icon={<Icon name="again" size={16} />} aria-label={t('reading.againPage')} title={t('reading.againPage')} onClick={again} />}
        />
        <PageFoot
          page={page}
          lost={unplaced}
          numberOf={(pageId) => pages.find((one) => one.pageId === pageId)?.number}
          mayCorrect={mayRead}
          asking={asking}
          onAgain={again}
          onShow={(one) => {
            onMark(lostId(one));
            onPage(one.pageId);
          }}
          onTakeBack={(one) => text.takeBack(one.pageId, one.box)}
        />
      </div>
      {text.question}
    </>
  );
}
