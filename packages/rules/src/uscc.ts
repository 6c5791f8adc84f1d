/** Characters of a unified social credit code in the order of their values 0–30 (GB 32100-2015, table 2): no I, O, S, V, Z. */
export const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

export type UsccVerdict =
  | { kind: 'valid'; code: string }
  | { kind: 'invalid'; reason: 'length' | 'alphabet' | 'checkDigit'; suggestion: string | null };

/**
 * Check character of the first 17 characters, or null where one of them is outside the alphabet.
 * A remainder of 0 gives 0, not 31: many published snippets stumble there (GB 32100-2015, 4.2).
 */
export function usccCheckCharacter(first17: string): string | null {
  if (first17.length !== weights.length) return null;
  let sum = 0;
  for (const [i, weight] of weights.entries()) {
    const value = usccAlphabet.indexOf(first17.charAt(i));
    if (value < 0) return null;
    sum += value * weight;
  }
  return usccAlphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * Judges a unified social credit code (统一社会信用代码, GB 32100-2015). White space is dropped and letters are raised.
 * `suggestion` is the one reading of an invalid code under which the check character holds, when exactly one repair of what
 * scanners confuse leads there; it is a proposal for a person, never a silent correction.
 */
export function usccVerdict(text: string): UsccVerdict {
  const code = tidy(text);
  if (isValid(code)) return { kind: 'valid', code };
  const reason = code.length !== 18 ? 'length' : shape.test(code) ? 'checkDigit' : 'alphabet';
  return { kind: 'invalid', reason, suggestion: reason === 'length' ? withoutStroke(code) : repair(code) };
}

export function isUscc(text: string): boolean {
  return isValid(tidy(text));
}

function tidy(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

function isValid(code: string): boolean {
  return shape.test(code) && usccCheckCharacter(code.slice(0, 17)) === code.charAt(17);
}

// Letters that cannot occur have one obvious reading; the look-alikes below it are tried one place at a time.
const impossible: Record<string, string> = { O: '0', I: '1', S: '5', Z: '2', V: 'Y' };
const lookAlikes: Record<string, string> = {
  '0': 'DQ', D: '0', Q: '0', '1': 'LJT', L: '1', J: '1', T: '17', '7': '1T', '2': '7', '8': 'B63', B: '83', '3': '8B',
  '5': '6', '6': 'G58', G: '6C', C: 'G', '9': '4', '4': 'A9', A: '4', U: '0', E: 'F', F: 'EP', P: 'FR', R: 'PK', K: 'XR', X: 'KY', Y: 'X',
  M: 'NW', N: 'MH', H: 'N', W: 'M',
};

/** Nineteen characters of which one cannot occur: a stroke of its neighbour that was read as a letter (MIA for MA). */
function withoutStroke(code: string): string | null {
  if (code.length !== 19) return null;
  const shorter = new Set([...code].flatMap((c, i) => (impossible[c] && isValid(code.slice(0, i) + code.slice(i + 1)) ? [code.slice(0, i) + code.slice(i + 1)] : [])));
  return shorter.size === 1 ? ([...shorter][0] ?? null) : null;
}

function repair(code: string): string | null {
  const plain = code.replace(/[OISZV]/g, (c) => impossible[c] ?? c);
  if (isValid(plain)) return plain;
  const found = new Set<string>();
  for (let i = 0; i < plain.length; i++) {
    for (const other of lookAlikes[plain.charAt(i)] ?? '') {
      const tried = plain.slice(0, i) + other + plain.slice(i + 1);
      if (isValid(tried)) found.add(tried);
    }
  }
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
