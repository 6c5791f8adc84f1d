/** What a printed label stands on: a copy of a contract, a place (a box too), or a person's borrower card. */
export type LabelSubject = 'copy' | 'place' | 'person';

const letters = { copy: 'C', place: 'P', person: 'R' } as const satisfies Record<LabelSubject, string>;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
const shape = /^QG([0-9A-F]{4})([CPR])([0-9]{8})([0-9A-Z*])$/;

export type LabelVerdict =
  | { kind: 'good'; subject: LabelSubject; number: number }
  /** Begins like ours but is not whole, or its check character does not fit. */
  | { kind: 'torn' }
  | { kind: 'elsewhere'; installation: string }
  | { kind: 'not-a-label' };

/**
 * Check character of a text of digits and capital letters: ISO 7064, pure system MOD 37-2, whose 37th character is `*`. It catches every single
 * misread character and every exchange of two neighbours; the hybrid system MOD 37,36 lets one exchange in a thousand pass.
 */
export function checkCharacter(text: string): string {
  let product = 0;
  for (const character of text) product = ((product + alphabet.indexOf(character)) * 2) % 37;
  return alphabet.charAt((38 - product) % 37);
}

/**
 * The text of a label, as it stands in its code and below it: `QG-1A2B-C-00001234-W`. `installation`: four hexadecimal digits that tell one
 * archive's labels from another's. Numbers of one archive are never given twice, whatever they stand on.
 */
export function labelCode(installation: string, subject: LabelSubject, number: number): string {
  const parts = ['QG', installation, letters[subject], String(number).padStart(8, '0')];
  return [...parts, checkCharacter(parts.join(''))].join('-');
}

/** Judges what a scanner read or a person typed; hyphens, spaces and small letters do not matter. */
export function readLabel(text: string, installation: string): LabelVerdict {
  const plain = text.replaceAll(/[\s\-–—－]/g, '').toUpperCase();
  const found = shape.exec(plain);
  if (!found) return plain.startsWith('QG') && plain.length >= 4 && plain.length <= 20 && !plain.startsWith('QIGE') ? { kind: 'torn' } : { kind: 'not-a-label' };
  const [, of = '', letter = '', digits = '', check = ''] = found;
  if (checkCharacter(plain.slice(0, -1)) !== check) return { kind: 'torn' };
  if (of !== installation) return { kind: 'elsewhere', installation: of };
  const subject = (Object.keys(letters) as LabelSubject[]).find((one) => letters[one] === letter);
  return subject ? { kind: 'good', subject, number: Number(digits) } : { kind: 'not-a-label' };
}
