export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

interface Call {
  method?: 'GET' | 'POST';
  query?: Record<string, string>;
  headers?: Record<string, string>;
  json?: object;
  form?: Record<string, string>;
}

const most = 256 * 1024;

/**
 * Asks a house that the settings name. `base` is theirs, never a request’s or another answer’s; a redirect is not followed, and a long or
 * slow answer is given up. What is thrown says neither query nor body: secrets ride in them.
 */
export async function callOut(base: string, path: string, { method = 'GET', query = {}, headers = {}, json, form }: Call = {}): Promise<Answered> {
  const url = new URL(base + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const failed = (why: string): Error => new Error(`${method} ${base}${path}: ${why}`);
  const reply = await fetch(url, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
    headers: { accept: 'application/json', ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(json ? { body: JSON.stringify(json) } : form ? { body: new URLSearchParams(form) } : {}),
  }).catch((error: Error) => {
    throw failed(error.cause instanceof Error ? error.cause.message : error.message);
  });
  try {
    return { status: reply.status, body: await objectIn(reply) };
  } catch (error) {
    throw failed(`${reply.status}, ${(error as Error).message}`);
  }
}

async function objectIn(reply: Response): Promise<Record<string, unknown>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of reply.body ?? []) {
    length += part.byteLength;
    if (length > most) throw new Error('the answer is too long');
    parts.push(part);
  }
  const read: unknown = parseOrNothing(Buffer.concat(parts).toString('utf8'));
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('the answer is no JSON object');
  return read as Record<string, unknown>;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
