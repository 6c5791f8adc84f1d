import { databaseOf, takesNothing } from '../commands/options.ts';
import { openDb, openPool } from '../platform/db.ts';
import { findBrokenChains } from './verify.actions.ts';
import { findMiscounted } from './verify.queries.ts';

/** Replays the chain of every copy and counts every place; says what does not hold and changes nothing. */
export async function run(argv: string[]): Promise<number> {
  takesNothing('chains', argv);
  const db = openDb(openPool(databaseOf('chains').url, 1));
  try {
    const { copies, broken } = await findBrokenChains(db);
    for (const { copyId, verdict } of broken) console.log(`${copyId}  link ${verdict.seq} does not hold: ${verdict.why}`);
    const miscounted = await findMiscounted(db);
    for (const { placeId, held, found, heldMm, foundMm } of miscounted) console.log(`${placeId}  counts ${held} (${heldMm} mm), holds ${found} (${foundMm} mm)`);
    console.log(`${copies} copies, ${broken.length} with a broken chain; ${miscounted.length} places miscounted.`);
    return broken.length + miscounted.length === 0 ? 0 : 1;
  } finally {
    await db.destroy();
  }
}
