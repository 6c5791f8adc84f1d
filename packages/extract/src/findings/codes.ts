import { usccVerdict } from '@qige/rules/uscc';
import type { Finding, ValueFinding } from './finding.ts';
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
    return invalidCode({ letter, name: name?.value ?? null, code: uscc.printed }).map((found) => ({ ...found, severity: unsure ? ('uncertain' as const) : found.severity, place: uscc.place }));
  });
}

export function invalidCode({ letter, name, code }: { letter: string; name: string | null; code: string }): ValueFinding[] {
  const verdict = usccVerdict(code);
  if (verdict.kind !== 'invalid') return [];
  return [{ type: 'usccInvalid', severity: 'warning', source: 'GB 32100-2015', params: { party: letter, name, code: code.replace(/\s/g, ''), reason: verdict.reason, suggestion: verdict.suggestion } }];
}
