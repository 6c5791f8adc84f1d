/** A signed-in caller of a running archive. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  send<T>(path: string, bytes: Uint8Array): Promise<T>;
  download(path: string): Promise<Uint8Array | undefined>;
}

export async function signIn(address: string, email: string, password: string): Promise<Client> {
  const entered = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: address }, body: JSON.stringify({ email, password }),
  });
  if (!entered.ok) throw new Error(`Signing in: ${entered.status} ${await entered.text()}`);
  const cookie = entered.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
  async function ask<T>(method: string, path: string, body?: string | Blob, type?: string): Promise<T> {
    const reply = await fetch(`${address}/api${path}`, { method, headers: { cookie, origin: address, ...(type ? { 'content-type': type } : {}) }, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as T;
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, JSON.stringify(body), 'application/json'),
    send: (path, bytes) => ask('POST', path, new Blob([bytes as Uint8Array<ArrayBuffer>]), 'application/octet-stream'),
    async download(path) {
      const reply = await fetch(`${address}/api${path}`, { headers: { cookie } });
      return reply.ok ? new Uint8Array(await reply.arrayBuffer()) : undefined;
    },
  };
}
