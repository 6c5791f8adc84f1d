import { readLabel } from '@qige/rules/label-code';
import type { CopyId, PageBox, PageId } from '@qige/wire';
import type { StoredFinding } from './findings.rules.ts';

/** A label of ours, or something that begins like one, on a page of a scan. */
export interface SeenLabel {
  pageId: PageId;
  code: string;
  /** Where on the page, if a code was read there; what was read as letters has its line. */
  box: PageBox | null;
  verdict: 'copy' | 'not-a-copy' | 'elsewhere' | 'torn';
  /** Of a copy: the number on the label. */
  number: number | null;
}

export type LabelVerdict = 'good' | 'torn' | 'elsewhere' | 'unknown' | 'not-a-copy' | 'several';

export interface ScanLabel {
  pageId: PageId;
  code: string;
  verdict: LabelVerdict;
  copyId: CopyId | null;
  cover: boolean;
}

/** Letters and digits as they stand below a code; hyphens may be read as anything, or lost. */
const printed = /QG[-–—－\s]{0,2}[0-9A-Z]{4}[-–—－\s]{0,2}[CPR][-–—－\s]{0,2}[0-9OIL]{8}[-–—－\s]{0,2}[0-9A-Z*]/;

interface Line {
  text: string;
  box: PageBox;
}

export const saysLabel = (lines: readonly Pick<Line, 'text'>[]): boolean => lines.some(({ text }) => printed.test(text.toUpperCase()));

/**
 * The label on one page: of the codes read there, else of the letters below a code too torn to be read. Letters count only whole: their check character
 * tells a misread one.
 */
export function labelOnPage(pageId: PageId, codes: readonly { text: string; box: PageBox }[], lines: readonly Line[], installation: string): SeenLabel[] {
  const seen = (text: string, box: PageBox | null): SeenLabel | undefined => {
    const verdict = readLabel(text, installation);
    if (verdict.kind === 'not-a-label') return undefined;
    const code = text.trim().toUpperCase();
    if (verdict.kind !== 'good') return { pageId, code, box, verdict: verdict.kind, number: null };
    return verdict.subject === 'copy' ? { pageId, code, box, verdict: 'copy', number: verdict.number } : { pageId, code, box, verdict: 'not-a-copy', number: null };
  };
  const read = codes.flatMap(({ text, box }) => seen(text, box) ?? []);
  if (read.some(({ verdict }) => verdict !== 'torn')) return read;
  const lettered = lines.flatMap(({ text, box }) => {
    const found = printed.exec(text.toUpperCase())?.[0];
    return found ? (seen(found, box) ?? []) : [];
  });
  return lettered.length > 0 ? lettered : read;
}

/** What all labels on a scan's pages come to. Only one copy, named without doubt, is proposed; whatever else there is, a person is told. */
export function scanLabelVerdict(seen: readonly SeenLabel[], copies: ReadonlyMap<number, CopyId>, cover: ScanLabel | undefined): Omit<ScanLabel, 'cover'> | undefined {
  const good = seen.flatMap((label) => {
    const copyId = label.number === null ? undefined : copies.get(label.number);
    return copyId ? [{ pageId: label.pageId, code: label.code, copyId }] : [];
  });
  const named = [...(cover?.copyId ? [{ pageId: cover.pageId, code: cover.code, copyId: cover.copyId }] : []), ...good];
  const [first] = named;
  if (first && new Set(named.map(({ copyId }) => copyId)).size > 1) return { pageId: first.pageId, code: named.map(({ code }) => code).filter((code, i, all) => all.indexOf(code) === i).join(', '), verdict: 'several', copyId: null };
  if (first) return { ...first, verdict: 'good' };
  if (cover) return cover;
  const [bad] = seen;
  return bad && { pageId: bad.pageId, code: bad.code, verdict: bad.verdict === 'copy' ? 'unknown' : bad.verdict, copyId: null };
}

const types: Record<Exclude<LabelVerdict, 'good'>, string> = { torn: 'labelTorn', elsewhere: 'labelElsewhere', unknown: 'labelUnknown', 'not-a-copy': 'labelNotACopy', several: 'labelSeveral' };

/** A label that does not say which copy this is, for the clerk to look into; its name stays while it says the same. */
export function labelFinding({ verdict, code, pageId }: Omit<ScanLabel, 'cover'>, seen: readonly SeenLabel[], pageIds: readonly PageId[]): StoredFinding[] {
  if (verdict === 'good') return [];
  const boxes = seen.flatMap((label) => (label.pageId === pageId && label.box ? [label.box] : []));
  const type = types[verdict];
  return [{ id: `${type}-${code}`.slice(0, 80), type, severity: 'warning', source: '', params: { code }, fields: [], places: pageIds.includes(pageId) ? [{ pageId, boxes }] : [] }];
}
