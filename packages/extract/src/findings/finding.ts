import type { Place } from '../field.ts';

export type FindingType =
  | 'amountMismatch' | 'usccInvalid' | 'expiredBeforeSigned' | 'depositOverTwentyPercent' | 'missingPage' | 'blankDate' | 'blankSignature' | 'missingStamp' | 'courtAndArbitration' | 'paymentPercents' | 'missingElement';

/** error: contradicts itself or the law; warning: a person must look; uncertain: may be the scan, not the paper; note: incomplete. */
export type Severity = 'error' | 'warning' | 'uncertain' | 'note';

/** Something in a contract that does not add up. The sentence is made from `type` and `params` where it is shown. */
export interface Finding {
  type: FindingType;
  severity: Severity;
  /** Law or standard the rule comes from. */
  source: string;
  place: Place | null;
  params: Record<string, string | number | null>;
}

/** A finding that follows from the values alone, wherever they stand. */
export type ValueFinding = Omit<Finding, 'place'>;
