import { usccVerdict } from '@qige/rules/uscc';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

/**
 * A party's credit code does not hold. Where a likely misreading explains it, the reading that holds is proposed; a code the reader plainly misread (a letter that
 * cannot occur, an unsure character) is no finding, its field is marked as suggested instead.
 */
export function codeFindings({ fields }: Evidence): Finding[] {
  return fields.parties.flatMap(({ letter, name, uscc }) => {
    const verdict = uscc ? usccVerdict(uscc.printed) : null;
    if (!uscc || uscc.suggested || verdict?.kind !== 'invalid') return [];
    const unsure = verdict.suggestion !== null || verdict.reason !== 'checkDigit' || uscc.confidence < 0.45;
    return [{
      type: 'usccInvalid' as const, severity: unsure ? ('uncertain' as const) : ('warning' as const), source: 'GB 32100-2015', place: uscc.place,
      params: { party: letter, name: name?.value ?? null, code: uscc.printed.replace(/\s/g, ''), reason: verdict.reason, suggestion: verdict.suggestion },
    }];
  });
}
