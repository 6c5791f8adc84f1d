import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createHttp } from '../platform/http.ts';
import { authenticateWith } from '../people/sessions.ts';
import { rooms } from '../rooms.ts';
import type { App } from '../app.ts';

export type Door = Awaited<ReturnType<typeof openDoor>>;

/** The house with its real door: sessions and keys as in production, and visitors who keep their cookies as a browser does. */
export async function openDoor(app: App) {
  const http: FastifyInstance = await createHttp(app, {
    rooms: rooms.flatMap((room) => room.routes ?? []),
    mounts: rooms.flatMap((room) => room.mount ?? []),
    authenticate: authenticateWith(app),
  });
  return { http, browser: (address = '127.0.0.1', userAgent = 'a browser') => openVisit(http, new URL(app.config.publicUrl), address, userAgent), close: () => http.close() };
}

export type Visit = ReturnType<typeof openVisit>;

function openVisit(http: FastifyInstance, home: URL, remoteAddress: string, userAgent: string) {
  const jar = new Map<string, string>();
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<LightMyRequestResponse> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: home.host, origin: home.origin, 'user-agent': userAgent, ...(cookie ? { cookie } : {}) };
    const reply = await http.inject({ method, url, headers, remoteAddress, ...(payload ? { payload } : {}) });
    for (const { name, value, maxAge } of reply.cookies) {
      if (value === '' || maxAge === 0) jar.delete(name);
      else jar.set(name, encodeURIComponent(value));
    }
    return reply;
  };
  return {
    jar,
    get: (url: string) => ask('GET', url),
    post: (url: string, body: object = {}) => ask('POST', url, body),
    put: (url: string, body: object) => ask('PUT', url, body),
    patch: (url: string, body: object) => ask('PATCH', url, body),
    delete: (url: string) => ask('DELETE', url),
    signIn: (email: string, password: string) => ask('POST', '/api/auth/sign-in/email', { email, password }),
    /** Whether a session is open, as the screens find out. */
    isIn: async (): Promise<boolean> => (await ask('GET', '/api/me')).statusCode === 200,
  };
}
