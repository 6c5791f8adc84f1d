import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

// Ant Design writes its styles into the page as it runs; scans and crops arrive as blobs. The reader of labels is compiled code of ours (WebAssembly).
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the built web pages. Files with a hash in their name are kept by the browser for ever; every other address that a
 * browser opens is a screen of the one page.
 */
export async function servePages(http: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await http.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
        void reply.header('content-security-policy', contentPolicy);
      },
    });
  }
  http.setNotFoundHandler((request, reply) => {
    const wantsScreen = request.method === 'GET' && !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html');
    if (built && wantsScreen) return reply.sendFile('index.html');
    return reply.code(404).send({ error: { code: 'not_found', message: 'There is nothing at this address.' } });
  });
}
