export interface Filled {
  held: number;
  heldMm: number;
  capacity?: number | null | undefined;
  capacityMm?: number | null | undefined;
}

/** How full, 0 to 1 and above: by count or by thickness, whichever is fuller. Null where nothing is known of its room. */
export function fullness({ held, heldMm, capacity, capacityMm }: Filled): number | null {
  const shares = [capacity ? held / capacity : null, capacityMm ? heldMm / capacityMm : null].filter((share) => share !== null);
  return shares.length === 0 ? null : Math.max(...shares);
}

/** Steps of the heat map: 0 empty, then quarters, 5 as good as full, 6 more than it holds; `unknown` where its room is not known. */
export type Heat = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 'unknown';

export function heatOf(filled: Filled): Heat {
  const share = fullness(filled);
  if (share === null) return filled.held === 0 ? 0 : 'unknown';
  if (filled.held === 0) return 0;
  if (share > 1.011) return 6;
  if (share > 0.95) return 5;
  return (Math.min(3, Math.floor(share * 4)) + 1) as Heat;
}

/** The steps in the order of the legend. */
export const heats: readonly Heat[] = [0, 1, 2, 3, 4, 5, 6, 'unknown'];

// From paper to ink through blue: lightness falls step by step, so it reads without colour and to every eye; on dark paper it rises.
const onLight = ['#F6F4EE', '#CADCE4', '#9AC0D2', '#6BA2C1', '#3B7AA8', '#173F6D'] as const;
const onDark = ['#1D2024', '#26384A', '#315C7C', '#4685AC', '#7DB5D3', '#D6ECF5'] as const;

export function heatColour(heat: Heat, dark: boolean): string {
  if (heat === 'unknown') return dark ? '#55524B' : '#C9C3B5';
  if (heat === 6) return dark ? '#E0685F' : '#B8322A';
  return (dark ? onDark : onLight)[heat];
}
