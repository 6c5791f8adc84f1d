/** A thing that waits for a job which is not there any more. */
export interface LeftBehind<Id> {
  id: Id;
  /** Its job was tried to the last, and nobody could say so on the thing: the worker died, or the database was away. */
  failed: boolean;
}

/** At most so many are taken up at a time; the next round takes the others. */
export const mostAtOnce = 1_000;

/** Starts anew what lost its job. What failed to the last is given up instead, so that nothing kills its workers for ever. */
export async function takeUp<Id>(found: readonly LeftBehind<Id>[], signal: AbortSignal, acts: { again(id: Id): Promise<void>; giveUp(id: Id): Promise<void> }): Promise<void> {
  for (const { id, failed } of found) {
    signal.throwIfAborted();
    await (failed ? acts.giveUp(id) : acts.again(id));
  }
}
