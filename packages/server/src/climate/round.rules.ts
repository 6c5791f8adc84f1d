export type RoundVerdict = { kind: 'good' } | { kind: 'closed' } | { kind: 'lines'; missing: readonly string[]; unknown: readonly string[] };

/** A round answers every line of its plan once, and no other. */
export function roundVerdict(plan: { lines: readonly string[]; closed: boolean }, answered: readonly string[]): RoundVerdict {
  if (plan.closed) return { kind: 'closed' };
  const missing = plan.lines.filter((line) => !answered.includes(line));
  const unknown = answered.filter((line, index) => !plan.lines.includes(line) || answered.indexOf(line) !== index);
  return missing.length + unknown.length === 0 ? { kind: 'good' } : { kind: 'lines', missing, unknown };
}

export type TaskVerdict = { kind: 'good' } | { kind: 'not-open' } | { kind: 'not-done' } | { kind: 'own-work' };

/** Who put something right does not say that it is right. */
export function taskVerdict(task: { state: 'open' | 'done' | 'checked'; doneBy: string | null }, step: 'do' | 'check', actorId: string): TaskVerdict {
  if (step === 'do') return task.state === 'open' ? { kind: 'good' } : { kind: 'not-open' };
  if (task.state !== 'done') return { kind: 'not-done' };
  return task.doneBy === actorId ? { kind: 'own-work' } : { kind: 'good' };
}
