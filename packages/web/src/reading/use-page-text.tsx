import { correctLineEndpoint, listContractScansEndpoint, type PageBox, type PageId, type PageLine, type ScanId, showPageLinesEndpoint, showReadingEndpoint } from '@qige/wire';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { say } from '../ui/toast.ts';
import { PageCrop } from '../ui/viewer/page-crop.tsx';
import type { TextLine } from '../ui/viewer/text-layer.tsx';

interface PageOfText {
  scanId: ScanId;
  pageId: PageId;
  state: 'waiting' | 'read' | 'failed';
  /** Its image, to be compared while a line is put right. */
  src: string;
}

interface PageText {
  lines: TextLine[] | undefined;
  onLine: ((index: number) => void) | undefined;
  /** What was said of a line that is not there any more is taken back. */
  takeBack: (pageId: PageId, box: PageBox) => void;
  question: ReactNode;
}

/** The text over a page, and putting it right line by line; what the engine read stays beside it and can be taken again. */
export function usePageText(page: PageOfText | undefined, mayCorrect: boolean): PageText {
  const { t } = useTranslation();
  const [correcting, setCorrecting] = useState<PageLine>();
  const correct = useAct(correctLineEndpoint, [showPageLinesEndpoint.path, showReadingEndpoint.path, listContractScansEndpoint.path]);
  const text = useAsk(showPageLinesEndpoint, { params: { scanId: page?.scanId ?? ('' as ScanId), pageId: page?.pageId ?? ('' as PageId) } }, { enabled: page?.state === 'read', staleTime: 60_000 });
  const lines = useMemo(() => (page?.state === 'read' ? text.data?.lines.map(({ box, text, engineText }) => ({ box, text, corrected: engineText !== null })) : undefined), [page?.state, text.data]);
  const put = (pageId: PageId, box: PageBox, text: string | null): void =>
    correct.mutate(
      { params: { pageId }, body: { box, text } },
      {
        onSuccess: () => {
          setCorrecting(undefined);
          say(t(text === null ? 'reading.takenBack' : 'reading.corrected'));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return {
    lines,
    onLine: mayCorrect ? (index) => setCorrecting(text.data?.lines[index]) : undefined,
    takeBack: (pageId, box) => put(pageId, box, null),
    question: correcting && page && text.data && (
      <AskText
        title={t('reading.correctLine')}
        hint={correcting.engineText === null ? t('reading.correctLineHint') : t('desk.engineRead', { text: correcting.engineText })}
        label={t('reading.lineText')}
        picture={<PageCrop src={page.src} width={text.data.width} height={text.data.height} boxes={[correcting.box]} alt={t('reading.lineOnPage')} />}
        initial={correcting.text}
        most={2000}
        other={correcting.engineText === null ? undefined : { label: t('reading.takeEngineText'), run: () => put(page.pageId, correcting.box, null) }}
        confirm={t('act.save')}
        cancel={t('act.cancel')}
        busy={correct.isPending}
        onCancel={() => setCorrecting(undefined)}
        onAnswer={(text) => put(page.pageId, correcting.box, text)}
      />
    ),
  };
}
