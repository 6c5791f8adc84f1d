export interface CodeParts {
  fonds: string;
  year: string;
  retention: string;
  department: string;
  item: string;
}

/**
 * The parts of an archival code by their shapes, whatever order the archive's template gives them: a fonds is what comes first, a retention is
 * one of three words, a year four digits, an item what comes last, a department or question three characters. What is not there is empty.
 */
export function partsOfCode(code: string): CodeParts {
  const parts = code.split(/[-·]/).filter(Boolean);
  const [fonds = '', ...rest] = parts;
  const item = rest.at(-1) ?? '';
  const middle = rest.slice(0, -1);
  const find = (shape: RegExp): string => middle.find((part) => shape.test(part)) ?? '';
  const retention = find(/^(?:Y|D10|D30)$/);
  return { fonds, item, retention, year: find(/^[0-9]{4}$/), department: middle.find((part) => part !== retention && /^[0-9A-Z]{3}$/.test(part)) ?? '' };
}

/** The years of a box, as they stand on its spine. */
export function yearsOf(years: readonly string[]): string {
  const [first = '', last = ''] = [years[0], years.at(-1)];
  return first === last ? first : `${first}—${last}`;
}
