import { createHash } from 'node:crypto';

/** One name for one question, in whatever order its parts are given. */
export function questionId(parts: Readonly<Record<string, string | number>>): string {
  const inOrder = Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1));
  return `qst_${createHash('sha256').update(JSON.stringify(inOrder)).digest('hex').slice(0, 20)}`;
}
