/** What an estimator saw in a password: how many guesses it takes (as a power of ten), and the known pieces it is made of. */
export interface Estimate {
  guessesLog10: number;
  pieces: readonly { text: string; from: 'leaked' | 'own' | 'other' }[];
}

export type PasswordVerdict = { kind: 'good' } | { kind: 'leaked' } | { kind: 'own' } | { kind: 'guessable' };

/** Fewer guesses than this are tried by whoever got hold of the stored passwords, in spite of Argon2id. */
const least = 8;

/** Whether a password may be set. What is wrong is said as exactly as can be: leaked as it stands, made of the person's own name, or easily guessed. */
export function passwordVerdict({ guessesLog10, pieces }: Estimate): PasswordVerdict {
  if (guessesLog10 >= least) return { kind: 'good' };
  if (pieces.length === 1 && pieces[0]?.from === 'leaked') return { kind: 'leaked' };
  if (pieces.some((piece) => piece.from === 'own')) return { kind: 'own' };
  return { kind: 'guessable' };
}
