/**
 * Names for files on any system, in their order: no folders, no characters Windows refuses, none of its reserved names, not too long,
 * no two alike.
 */
export function safeNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe = safeName(name);
    const dot = safe.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
    let chosen = safe;
    for (let i = 2; taken.has(chosen.toLowerCase()); i++) chosen = `${stem} (${i})${ending}`;
    taken.add(chosen.toLowerCase());
    return chosen;
  });
}

const longest = 150;

export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= 10 ? plain.slice(dot) : '';
  const stem = Array.from(plain.slice(0, plain.length - ending.length)).slice(0, longest - ending.length).join('').trimEnd();
  const whole = `${stem}${ending}`;
  if (whole === '') return 'file';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(whole) ? `_${whole}` : whole;
}
