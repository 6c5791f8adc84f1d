import { call, type ContractScan, type Finding, type ReadField, type ScanReading, showReadingEndpoint } from '@qige/wire';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyOf } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { lostId } from '../reading/page-foot.tsx';
import { sayField, sayFinding } from '../reading/say-reading.ts';
import type { Mark } from '../ui/viewer/marks.tsx';

export interface PlacedMark extends Mark {
  pageId: string;
}

/** What was read from the scans of a contract, with its places on their pages. */
export function usePlacedFields(scans: readonly ContractScan[]): { fields: ReadField[]; findings: Finding[]; unplaced: ScanReading['unplaced']; marks: PlacedMark[] } {
  const { t } = useTranslation();
  const readings = useQueries({
    queries: scans.map(({ scanId }) => {
      const ask = { params: { scanId } };
      return { queryKey: keyOf(showReadingEndpoint, ask), queryFn: () => call(send, showReadingEndpoint, ask), staleTime: 60_000 };
    }),
    combine: (results) => results.flatMap((result) => (result.data ? [result.data] : [])),
  });
  const fields = readings.flatMap((reading) => reading.fields);
  const findings = readings.flatMap((reading) => reading.findings);
  const unplaced = readings.flatMap((reading) => reading.unplaced);
  const marks = [
    ...findings.flatMap((finding) => finding.places.map(({ pageId, boxes }): PlacedMark => ({ id: `finding ${finding.id}`, pageId, boxes, tone: finding.answer ? 'quiet' : 'wrong', label: sayFinding(t, finding) }))),
    ...fields.flatMap(({ field, place }): PlacedMark[] => (place ? [{ id: field, pageId: place.pageId, boxes: place.boxes, tone: 'quiet', label: sayField(t, field) }] : [])),
    ...unplaced.map((lost): PlacedMark => ({ id: lostId(lost), pageId: lost.pageId, boxes: [lost.box], tone: 'word', label: lost.text })),
  ];
  return { fields, findings, unplaced, marks };
}
