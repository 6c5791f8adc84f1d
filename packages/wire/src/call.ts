import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { ErrorBody } from './errors.ts';

export type Ask<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? (unknown extends z.input<P> ? unknown : { params: z.input<P> }) &
        (unknown extends z.input<Q> ? unknown : { query?: z.input<Q> }) &
        (unknown extends z.input<B> ? unknown : { body: z.input<B> })
    : never;

export type Send = (method: string, url: string, body: unknown) => Promise<{ status: number; json: unknown }>;

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** The address of an endpoint with its blanks filled in; for links to files and for `call`. */
export function urlOf<E extends Endpoint>(to: E, ask: Omit<Ask<E>, 'body'>): string {
  const { params = {}, query = {} } = ask as Parts;
  const path = to.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one));
  }
  const tail = search.toString();
  return `/api${path}${tail ? `?${tail}` : ''}`;
}

/** The only fetch in the house: the web client and the CLI both go through here. */
export async function call<E extends Endpoint>(send: Send, to: E, ask: Ask<E>): Promise<z.output<E['reply']>> {
  const reply = await send(to.method, urlOf(to, ask), (ask as Parts).body);
  if (reply.status !== to.status) {
    const told = ErrorBody.safeParse(reply.json);
    throw new CallRefused(reply.status, told.success ? told.data.error : { code: 'unavailable', message: 'The server did not answer.' });
  }
  return to.reply.parse(reply.json) as z.output<E['reply']>;
}

export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly status: number;
  readonly error: ErrorBody['error'];
  constructor(status: number, error: ErrorBody['error']) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}
