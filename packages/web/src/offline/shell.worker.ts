// Runs beside the pages, also when none is open. It keeps the built pages, and nothing else: no answer of the server ever passes through it.
/** Filled in by the build: every file of this version, and a name for the version made of their contents. */
declare const SHELL_OF_THIS_BUILD: { version: string; files: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const { version, files } = SHELL_OF_THIS_BUILD;
const prefix = 'qige-shell-';
const mine = prefix + version;
/** After this the kept pages are shown; the network may be a vault's. */
const patience = 900;

worker.addEventListener('install', (event) => event.waitUntil(keepAll()));
worker.addEventListener('activate', (event) => event.waitUntil(forgetOld().then(() => worker.clients.claim())));
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
  // A page asks whether it is of this version, by the parts it was made of.
  if (Array.isArray(event.data)) event.ports[0]?.postMessage((event.data as string[]).every((part) => files.includes(part)));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(freshOrKept(request, '/index.html'));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request));
  else if (files.includes(url.pathname)) event.respondWith(freshOrKept(request, url.pathname));
});

/** All or nothing: a page and its parts are always of one version. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(mine);
  await cache.addAll(files.map((file) => new Request(file, file.startsWith('/assets/') ? {} : { cache: 'reload' })));
  const page = (await (await cache.match('/index.html'))?.text()) ?? '';
  const parts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? '');
  if (parts.length > 0 && parts.every((part) => files.includes(part))) return;
  await caches.delete(mine);
  throw new Error('The pages changed while they were being kept.');
}

/** The version before stays: a page still open on it may yet want a part. */
async function forgetOld(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== mine);
  for (const name of kept.slice(0, -1)) await caches.delete(name);
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** The server's own page while it answers, so that nobody works with an old one; else the kept one. */
async function freshOrKept(request: Request, file: string): Promise<Response> {
  const kept = await (await caches.open(mine)).match(file, { ignoreVary: true });
  const fresh = fetch(request).catch(() => undefined);
  if (!kept) return (await fresh) ?? Response.error();
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience));
  const answer = await Promise.race([fresh, late]);
  // What stands before a server that is down often answers in its stead.
  return answer && answer.status < 500 ? answer : kept;
}
