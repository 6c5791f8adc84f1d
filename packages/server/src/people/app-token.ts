import type { Clock } from '../platform/clock.ts';

interface Token {
  value: string;
  seconds: number;
}

/**
 * A provider’s token for the archive itself, asked for once and used until shortly before it runs out: asking is limited. `use` returns
 * undefined where the provider knows the token no more (it was asked for anew elsewhere); then once with a new one.
 */
export function keepToken(clock: Clock, fetchToken: () => Promise<Token>) {
  let kept: { token: Promise<Token>; until: number } | undefined;
  const current = (): { token: Promise<Token>; until: number } => {
    const now = clock.now().getTime();
    if (kept && kept.until > now) return kept;
    const asked = { token: fetchToken(), until: Number.POSITIVE_INFINITY };
    asked.token.then(
      ({ seconds }) => (asked.until = now + Math.max(60, seconds - 300) * 1_000),
      () => forget(asked),
    );
    kept = asked;
    return asked;
  };
  const forget = (one: typeof kept): void => {
    if (kept === one) kept = undefined;
  };
  return async function withToken<T>(use: (token: string) => Promise<T | undefined>): Promise<T> {
    const before = current();
    const first = await use((await before.token).value);
    if (first !== undefined) return first;
    forget(before);
    const second = await use((await current().token).value);
    if (second === undefined) throw new Error('the provider does not know the token it has just given');
    return second;
  };
}
