import type { CopyId, PaperAnswer } from '@qige/wire';
import { notFound, Refusal } from '../platform/errors.ts';

/** Runs one row of an act over several papers and says what became of it. What is no refusal is a bug and goes on up. */
export async function answerFor(copyId: CopyId, run: () => Promise<void>): Promise<PaperAnswer> {
  try {
    await run();
    return { copyId, done: true, refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return { copyId, done: false, refusal: { code: error.code, details: error.details ?? null } };
    throw error;
  }
}

/** Where nothing at all was done, the act as a whole is refused, for the reason of its first row. */
export function refuseIfNone(answers: readonly PaperAnswer[]): void {
  if (answers.some(({ done }) => done)) return;
  const refusal = answers[0]?.refusal;
  if (!refusal || refusal.code === 'not_found') throw notFound();
  throw new Refusal(refusal.code, 'None of these papers could be taken.', refusal.details);
}
