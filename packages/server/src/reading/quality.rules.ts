import type { PageQuality, QualityVerdict, SealSeen } from '@qige/wire';

interface Page {
  quality: PageQuality;
  seals: readonly Pick<SealSeen, 'shape'>[];
  /** Mean confidence of the lines, 0..1; undefined where nothing was read. */
  confidence: number | undefined;
}

interface Rule {
  rule: QualityVerdict['rule'];
  severity: QualityVerdict['severity'];
  source: string;
  limit: QualityVerdict['limit'];
  /** What was measured where the rule is broken; undefined where it is kept. */
  broken(page: Page): { measured: QualityVerdict['measured'] } | undefined;
}

const standard = 'DA/T 31-2017';
const house = 'house';
const when = (broken: boolean, measured: QualityVerdict['measured']): { measured: QualityVerdict['measured'] } | undefined => (broken ? { measured } : undefined);
const round = (value: number, places: number): number => Number(value.toFixed(places));

/**
 * DA/T 31-2017: at least 200 dpi (300 for small, dense or faint text); pages with seals, red heads or photographs in colour; the
 * image whole and straight. It gives no number for skew or sharpness, so those limits are the house's own.
 */
export const qualityRules: readonly Rule[] = [
  { rule: 'resolution', severity: 'fault', source: standard, limit: 200, broken: ({ quality }) => when(quality.dpi !== null && Math.round(quality.dpi) < 200 - 2, quality.dpi && Math.round(quality.dpi)) },
  { rule: 'resolution-unknown', severity: 'notice', source: standard, limit: 200, broken: ({ quality }) => when(quality.dpi === null, null) },
  { rule: 'skew', severity: 'notice', source: house, limit: 1, broken: ({ quality }) => when(Math.abs(quality.skew) > 1, round(quality.skew, 1)) },
  { rule: 'blur', severity: 'fault', source: house, limit: 0.6, broken: ({ quality }) => when(quality.blur > 0.6 && !quality.blank, round(quality.blur, 2)) },
  { rule: 'blank', severity: 'notice', source: standard, limit: null, broken: ({ quality }) => when(quality.blank, null) },
  { rule: 'cut', severity: 'fault', source: standard, limit: null, broken: ({ quality }) => when(quality.cut, null) },
  { rule: 'seal-not-in-colour', severity: 'fault', source: standard, limit: 'colour', broken: ({ quality, seals }) => when(seals.length > 0 && quality.colour !== 'colour', quality.colour) },
  { rule: 'photo', severity: 'notice', source: house, limit: null, broken: ({ quality }) => when(quality.photo, null) },
  { rule: 'doubtful-text', severity: 'notice', source: house, limit: 0.85, broken: ({ confidence }) => when(confidence !== undefined && confidence < 0.85, round(confidence ?? 0, 2)) },
];

/** Everything the rules have against a page; empty where it is as it should be. */
export function qualityVerdicts(page: Page): QualityVerdict[] {
  return qualityRules.flatMap(({ broken, ...rule }) => {
    const found = broken(page);
    return found ? [{ ...rule, measured: found.measured }] : [];
  });
}
