import { type LabelVerdict, readLabel } from '@qige/rules/label-code';

/**
 * What a code says of itself, without asking the archive: for a phone in the vault. Whose archive the label is of is not known here, so the
 * code's own word is taken for it; the archive judges when it is reached.
 */
export function guessLabel(text: string): LabelVerdict {
  const plain = text.replaceAll(/[\s\-–—－]/g, '').toUpperCase();
  return readLabel(text, plain.slice(2, 6));
}

/** As it is printed below its code. */
export function printedCode(text: string): string {
  const plain = text.replaceAll(/[\s\-–—－]/g, '').toUpperCase();
  return [plain.slice(0, 2), plain.slice(2, 6), plain.slice(6, 7), plain.slice(7, 15), plain.slice(15)].join('-');
}
