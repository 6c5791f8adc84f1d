import { pinyin } from 'pinyin-pro';

/** Every character with its syllable, read in context (重庆 is chong qing); what is not Chinese stands for itself. */
function spelt(name: string): { char: string; syllable: string }[] {
  const chars = [...name.toLowerCase()];
  const syllables = pinyin(chars.join(''), { toneType: 'none', type: 'array', v: true });
  const whole = syllables.length === chars.length;
  return chars.map((char, i) => ({ char, syllable: (whole ? syllables[i] : pinyin(char, { toneType: 'none', v: true })) ?? char }));
}

const isChinese = (char: string): boolean => /\p{Script=Han}/u.test(char);

/** First letters of the syllables: 上海宏达科技 → `shhdkj`. */
export function initialsOf(name: string): string {
  return spelt(name.slice(0, 100))
    .map(({ char, syllable }) => (isChinese(char) ? syllable.charAt(0) : char))
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The name spelt out: sorted byte by byte it stands where people look it up. */
export function sortKeyOf(name: string): string {
  return spelt(name.slice(0, 40))
    .map(({ char, syllable }) => (isChinese(char) ? ` ${syllable} ` : char))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}
