/** What somebody typed for a figure: null where nothing, undefined where it is none. Full-width digits and a comma for the point are figures too. */
export function figureIn(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').trim().replace(/[，,]/, '.').replace('−', '-');
  if (plain === '') return null;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
