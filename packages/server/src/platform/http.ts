import type { Readable } from 'node:stream';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifySchema } from 'fastify';
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Endpoint, ErrorBody } from '@qige/wire';
import type { z } from 'zod';
import type { App } from '../app.ts';
import type { Person } from '../actor.ts';
import { Refusal } from './errors.ts';
import { BlobTooLarge, VaultFull } from './vault/vault.ts';

export type Mount = (http: FastifyInstance, app: App, authenticate: Authenticate) => void | Promise<void>;
export type Authenticate = (request: FastifyRequest) => Promise<Person | undefined>;
export type Routes = (serve: Serve, app: App) => void;

export interface Asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  actor: Person;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** For the few handlers that read a stream or hold a connection open. */
  request: FastifyRequest;
}

/** What a `file` endpoint answers with. */
export interface FileReply {
  body: Readable | Uint8Array;
  mediaType: string;
  size?: number;
  /** Given: offered as a download under this name. Absent: shown in place. */
  downloadAs?: string;
  /** Said besides the file. */
  headers?: Readonly<Record<string, string>>;
  /** Content that never changes under its address may be kept by the browser. */
  immutable?: boolean;
}

/** What an `events` endpoint answers with: a way to start talking, which returns a way to stop. */
export type EventsReply = (say: (event: string, data: unknown) => void) => () => void;

export interface Serve {
  <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    handle: (asked: Asked<P, Q, B>) => Promise<z.input<R> | FileReply | EventsReply>,
  ): void;
}

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | undefined;
  }
  interface FastifyContextConfig {
    /** Open to a session that owes a second factor. */
    beforeSecondFactor?: boolean;
  }
}

export interface HttpOptions {
  authenticate: Authenticate;
  rooms: readonly Routes[];
  mounts?: readonly Mount[];
}

/** Raw bodies reach their handler as a stream: files are never buffered. */
const rawTypes = /^(application\/(octet-stream|offset\+octet-stream|pdf)|image\/.*)$/;

export async function createHttp(app: App, { authenticate, rooms, mounts = [] }: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({ logger: false, bodyLimit: 1_048_576, trustProxy: app.config.trustProxy, routerOptions: { maxParamLength: 200 } });
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.setErrorHandler((error, request, reply) => refuse(app, error as FastifyError, request, reply));
  http.addContentTypeParser(rawTypes, (_request, payload, done) => done(null, payload));
  http.decorateRequest('person', undefined);
  http.addHook('onRequest', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin').header('x-frame-options', 'DENY');
  });

  http.get('/healthz', async () => ({ status: 'ok' }));
  http.get('/readyz', async () => {
    await app.db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
    return { status: 'ready' };
  });
  for (const mount of mounts) await mount(http, app, authenticate);

  await http.register(
    async (api: FastifyInstance) => {
      for (const routes of rooms) routes(serveOn(api, authenticate), app);
    },
    { prefix: '/api' },
  );
  return http;
}

function serveOn(api: FastifyInstance, authenticate: Authenticate): Serve {
  return (endpoint, handle) => {
    const { method, path, params, query, body, status, reply, kind, access, and, beforeSecondFactor } = endpoint;
    const schema: FastifySchema = {
      params,
      querystring: query,
      ...(kind === 'json' ? { response: { [status]: reply } } : {}),
      ...(method === 'GET' ? {} : { body }),
    };
    api.route({
      method,
      url: path,
      schema,
      config: { beforeSecondFactor: beforeSecondFactor || access === 'anyone' },
      onRequest: async (request) => {
        checkOrigin(request);
        request.person = await authenticate(request);
        if (access === 'anyone') return;
        if (!request.person) throw new Refusal('unauthenticated', 'Sign in first.');
        const { permissions } = request.person;
        const lacking = [...(access === 'signed-in' ? [] : [access]), ...and].find((permission) => !permissions.has(permission));
        if (lacking) throw new Refusal('forbidden', 'Your role does not allow this.', { permission: lacking });
      },
      handler: async (request, response) => {
        const asked = { actor: request.person as Person, params: request.params, query: request.query, body: request.body, request };
        const answer = await handle(asked as never);
        if (kind === 'file') return sendFile(response.code(status), answer as FileReply);
        if (kind === 'events') return sendEvents(request, response, answer as EventsReply, () => authenticate(request));
        response.code(status);
        return answer;
      },
    });
  };
}

/** A browser sends Origin with every change it makes for a page; another site's page must not act in the reader's name. */
export function checkOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  if (request.headers.authorization?.startsWith('Bearer ') || !request.headers.cookie) return;
  const origin = request.headers.origin;
  if (!origin || URL.parse(origin)?.host !== request.host) throw new Refusal('forbidden', 'The request came from another site.');
}

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  void reply.type(file.mediaType).header('cache-control', file.immutable ? 'private, max-age=31536000, immutable' : 'private, no-store');
  if (file.headers) void reply.headers(file.headers);
  if (file.size !== undefined) void reply.header('content-length', file.size);
  if (file.downloadAs)
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.downloadAs.toWellFormed()).replace(/['()*]/g, escape)}`);
  else void reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return reply.send(file.body);
}

/** A stream outlives no right: at every beat it is asked anew who listens, and a stream of somebody changed is ended; the browser opens another. */
function sendEvents(request: FastifyRequest, reply: FastifyReply, start: EventsReply, whoNow: () => Promise<Person | undefined>): FastifyReply {
  const rights = (person: Person | undefined): string => (person ? [person.id, ...person.permissions, person.sees, person.handles, person.clearance, ...person.departmentIds, ...person.companyIds].join() : '');
  const before = rights(request.person);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write('retry: 2000\n\n');
  const stop = start((event, data) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  const beat = setInterval(() => {
    whoNow().then(
      (person) => (rights(person) === before ? raw.write(': still here\n\n') : raw.end()),
      () => raw.end(),
    );
  }, 25_000);
  request.raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}

function refuse(app: App, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [status, body] = explain(error);
  if (status >= 500) app.log.error({ err: error, method: request.method, url: request.routeOptions.url }, 'request failed');
  return reply.code(status).type('application/json').send(body);
}

export function explain(error: FastifyError): [number, ErrorBody] {
  const told = asRefusal(error);
  return [told.status, { error: { code: told.code, message: told.message, ...(told.details === undefined ? {} : { details: told.details }) } }];
}

const connectionLost = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001', '53300', '40P01', '40001']);

function asRefusal(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((one) => ({ field: one.instancePath.replace(/^\//, '').replaceAll('/', '.'), problem: one.message }));
    return new Refusal('invalid_request', `Not valid: ${fields.map((one) => one.field || error.validationContext).join(', ')}.`, { fields });
  }
  if (error instanceof VaultFull) return new Refusal('vault_full', 'The disk of the archive is full. Nothing was lost; make room and try again.');
  if (error instanceof BlobTooLarge || error.statusCode === 413) return new Refusal('payload_too_large', 'That is larger than this archive accepts.');
  // What slipped past the schemas and the database cannot hold: characters, dates and numbers out of its range, or a reference to nothing.
  if (/^22...$/.test(error.code) || error.code === '23503') return new Refusal('invalid_request', 'A value of the request cannot be held.');
  if (error.code === '53100') return new Refusal('vault_full', 'The disk of the database is full. Nothing was lost; make room and try again.');
  if (error.code === '57014') return new Refusal('unavailable', 'That took too long. Narrow the question and try again.');
  if (connectionLost.has(error.code) || /timeout exceeded when trying to connect|Connection terminated/.test(error.message))
    return new Refusal('unavailable', 'The database is not answering. Try again in a moment.');
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Refusal('invalid_request', 'The request could not be read.');
  return new Refusal('internal', 'Something went wrong. It has been written to the log.');
}
