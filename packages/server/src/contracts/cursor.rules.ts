import { ContractId, type ContractSort } from '@qige/wire';
import { z } from 'zod';

/** The last row of a page: its sort key (null where it has none) and its id. */
export interface Place {
  key: string | null;
  id: string;
}

const Shape = z.tuple([z.string(), z.string().max(400).regex(/^[^\p{Cc}\p{Cs}]*$/u).nullable(), ContractId]);

/** Opaque to the client; it carries the order it belongs to, so that it is not used with another. */
export function cursorOf(order: string, { key, id }: Place): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString('base64url');
}

export function placeOf(order: string, cursor: string): Place | undefined {
  try {
    const [of, key, id] = Shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return of === order ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the key of a place could be one of that order; anything else would be an error of the database. */
export function fits(sort: ContractSort, { key }: Place): boolean {
  if (sort === 'newest') return key === null;
  if (key === null) return sort === 'signed' || sort === 'expires' || sort === 'amount';
  if (sort === 'signed' || sort === 'expires') return z.iso.date().safeParse(key).success;
  return sort !== 'amount' || /^-?\d{1,16}(\.\d{1,2})?$/.test(key);
}
