import { usccVerdict } from '@qige/rules/uscc';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

/** A party's credit code does not hold. Where one likely misreading explains it, the reading that holds is proposed. */
export function codeFindings({ fields }: Evidence): Finding[] {
  return fields.parties.flatMap(({ letter, name, uscc }) => {
    const verdict = uscc ? usccVerdict(uscc.printed) : null;
    if (!uscc || verdict?.kind !== 'invalid') return [];
    const unsure = verdict.suggestion !== null || verdict.reason !== 'checkDigit' || uscc.confidence < 0.45;
    return [{
      type: 'usccInvalid' as const, severity: unsure ? ('uncertain' as const) : ('warning' as const), source: 'GB 32100-2015', place: uscc.place,
      params: { party: letter, name: name?.value ?? null, code: uscc.printed.replace(/\s/g, ''), reason: verdict.reason, suggestion: verdict.suggestion },
    }];
  });
}
