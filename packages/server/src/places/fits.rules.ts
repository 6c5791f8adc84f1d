/** What is known of a place's room: null where nothing is said of it. Millimetres are of thickness, side by side. */
export interface Room {
  capacity: number | null;
  capacityMm: number | null;
  held: number;
  heldMm: number;
}

export type FitsVerdict = { kind: 'fits' } | { kind: 'full'; by: 'count' | 'thickness'; free: number; needed: number };

/** Whether so many more things, so thick together, still go in. Half a millimetre is forgiven: paper gives. */
export function fitsVerdict({ capacity, capacityMm, held, heldMm }: Room, count: number, mm: number): FitsVerdict {
  if (capacity !== null && held + count > capacity) return { kind: 'full', by: 'count', free: Math.max(0, capacity - held), needed: count };
  if (capacityMm !== null && heldMm + mm > capacityMm + 0.5) return { kind: 'full', by: 'thickness', free: Math.max(0, Math.round((capacityMm - heldMm) * 10) / 10), needed: mm };
  return { kind: 'fits' };
}
