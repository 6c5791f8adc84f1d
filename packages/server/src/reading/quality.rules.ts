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

/** What a rule goes by. `source` says who set the number; where the standard gives none (偏小, 密集, 清晰度较差), the house does. */
export const limits = {
  dpi: { value: 200, source: standard },
  /** For small, dense or faint text, and for a scan this fine they are no question. */
  fineDpi: { value: 300, source: standard },
  /** Millimetres from character to character: 8.5 point. 10.5 point, the usual size of contracts, is 3.7 mm. */
  smallCharacter: { value: 3, source: house },
  /** Characters on a sheet of A4, of a size below 10 point: larger print is no harder to read for standing close. */
  perSheet: { value: 2_000, source: house },
  closeCharacter: { value: 3.6, source: house },
  /** Between paper and ink, 0..1. Ordinary scans have 0.55 and more. */
  contrast: { value: 0.4, source: house },
  skew: { value: 1, source: house },
  blur: { value: 0.6, source: house },
  confidence: { value: 0.85, source: house },
} as const;

/** A scanner's 200 dpi may come to 199. */
export function resolutionOf(dpi: number): 'too-low' | 'enough' | 'fine' {
  const least = Math.round(dpi) + 2;
  return least < limits.dpi.value ? 'too-low' : least < limits.fineDpi.value ? 'enough' : 'fine';
}

const when = (broken: boolean, measured: QualityVerdict['measured']): { measured: QualityVerdict['measured'] } | undefined => (broken ? { measured } : undefined);
const round = (value: number, places: number): number => Number(value.toFixed(places));
const inGrey = ({ colour }: PageQuality): boolean => colour !== 'colour';

/** Asks of a page whose resolution is enough for ordinary text, but not for this. */
const wantsFine = (quality: PageQuality, measured: number | null | undefined, broken: (measured: number) => boolean) =>
  measured !== null && measured !== undefined && quality.dpi !== null && resolutionOf(quality.dpi) === 'enough' ? when(broken(measured), measured) : undefined;

/**
 * DA/T 31-2017: at least 200 dpi (300 for small, dense or faint text); pages with seals, red heads or photographs in colour; the
 * image whole and straight. It gives no number for skew or sharpness, so those limits are the house's own.
 */
export const qualityRules: readonly Rule[] = [
  { rule: 'resolution', severity: 'fault', source: standard, limit: limits.dpi.value, broken: ({ quality: { dpi } }) => when(dpi !== null && resolutionOf(dpi) === 'too-low', dpi && Math.round(dpi)) },
  { rule: 'resolution-unknown', severity: 'notice', source: standard, limit: limits.dpi.value, broken: ({ quality }) => when(quality.dpi === null, null) },
  { rule: 'small-text', severity: 'notice', source: standard, limit: limits.fineDpi.value, broken: ({ quality }) => wantsFine(quality, quality.print?.fine, (size) => size < limits.smallCharacter.value) },
  { rule: 'dense-text', severity: 'notice', source: standard, limit: limits.fineDpi.value, broken: ({ quality }) => wantsFine(quality, quality.print?.perSheet, (count) => count > limits.perSheet.value && (quality.print?.size ?? Infinity) < limits.closeCharacter.value) },
  { rule: 'faint-text', severity: 'notice', source: standard, limit: limits.fineDpi.value, broken: ({ quality }) => wantsFine(quality, quality.print?.contrast, (contrast) => contrast < limits.contrast.value) },
  { rule: 'skew', severity: 'notice', source: limits.skew.source, limit: limits.skew.value, broken: ({ quality }) => when(Math.abs(quality.skew) > limits.skew.value, round(quality.skew, 1)) },
  { rule: 'blur', severity: 'fault', source: limits.blur.source, limit: limits.blur.value, broken: ({ quality }) => when(quality.blur > limits.blur.value && !quality.blank, round(quality.blur, 2)) },
  { rule: 'blank', severity: 'notice', source: standard, limit: null, broken: ({ quality }) => when(quality.blank, null) },
  { rule: 'cut', severity: 'fault', source: standard, limit: null, broken: ({ quality }) => when(quality.cut, null) },
  { rule: 'seal-not-in-colour', severity: 'fault', source: standard, limit: 'colour', broken: ({ quality, seals }) => when(seals.length > 0 && inGrey(quality), quality.colour) },
  { rule: 'red-head-not-in-colour', severity: 'fault', source: standard, limit: 'colour', broken: ({ quality }) => when(quality.redHead === true && inGrey(quality), quality.colour) },
  { rule: 'picture-not-in-colour', severity: 'fault', source: standard, limit: 'colour', broken: ({ quality }) => when(quality.picture === true && inGrey(quality), quality.colour) },
  { rule: 'photo', severity: 'notice', source: house, limit: null, broken: ({ quality }) => when(quality.photo, null) },
  { rule: 'doubtful-text', severity: 'notice', source: limits.confidence.source, limit: limits.confidence.value, broken: ({ confidence }) => when(confidence !== undefined && confidence < limits.confidence.value, round(confidence ?? 0, 2)) },
];

/** Everything the rules have against a page; empty where it is as it should be. */
export function qualityVerdicts(page: Page): QualityVerdict[] {
  return qualityRules.flatMap(({ broken, ...rule }) => {
    const found = broken(page);
    return found ? [{ ...rule, measured: found.measured }] : [];
  });
}
