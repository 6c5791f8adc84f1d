/** Settles when this process is asked to end, or when its parent, if that is the one named, is gone. */
export function untilAskedToEnd(parent?: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  // Handlers stay in place: a terminal's Ctrl-C arrives twice, from the terminal and from the starting script.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  if (parent !== undefined) setInterval(() => process.ppid !== parent && resolve('its parent is gone'), 1_000).unref();
  return promise;
}

/** Closes in order, going on past what fails; after `withinMs` the process ends all the same. */
export async function closeAll(closers: readonly (() => Promise<unknown>)[], withinMs = 9_500): Promise<void> {
  const guard = setTimeout(() => {
    console.error('Qige did not end in time; what was running resumes at the next start.');
    process.exit(1);
  }, withinMs);
  for (const close of closers) await close().catch((error: unknown) => console.error(error));
  clearTimeout(guard);
}
