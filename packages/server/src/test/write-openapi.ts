import { writeFile } from 'node:fs/promises';
import { type Endpoint, endpoints, ErrorBody } from '@qige/wire';
import { z } from 'zod';

/** Writes docs/openapi.json from the endpoint table: `npm run openapi`. The one truth about the API is the table. */

type Json = Record<string, unknown>;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

const isAnything = (schema: Json): boolean => Object.keys(schema).length === 0;

function parametersIn(place: 'path' | 'query', schema: z.ZodType): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, one]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: one }));
}

const mediaTypeOf = { json: 'application/json', file: 'application/octet-stream', events: 'text/event-stream' };

function operationOf(endpoint: Endpoint): Json {
  const { method, path, summary, access, and, params, query, body, reply, status, kind } = endpoint;
  const asked = schemaOf(body, 'input');
  const replied = kind === 'json' ? schemaOf(reply, 'output') : { type: 'string', ...(kind === 'file' ? { format: 'binary' } : {}) };
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z0-9]/g, '')}`,
    tags: [path.split('/')[1]?.replace(/\..*/, '')],
    parameters: [...parametersIn('path', params), ...parametersIn('query', query)],
    ...(method === 'GET' || isAnything(asked) ? {} : { requestBody: { required: true, content: { 'application/json': { schema: asked } } } }),
    responses: {
      [status]: { description: 'Done.', content: { [mediaTypeOf[kind]]: { schema: replied } } },
      default: { description: 'Refused, with a code and a sentence.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
    },
    ...(access === 'anyone' ? { security: [] } : {}),
    ...(access === 'anyone' || access === 'signed-in' ? {} : { 'x-permission': [access, ...and].join(' ') }),
  };
}

/** The text of openapi.json: OpenAPI 3.1. */
export function describeApi(): string {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1))) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  const document = {
    openapi: '3.1.0',
    info: { title: 'Qige 契阁', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Error: schemaOf(ErrorBody, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, qk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'qige.session_token', description: 'Set by POST /api/auth/sign-in/email; __Secure- in front of the name where the archive is served on HTTPS.' },
      },
    },
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

if (import.meta.main) await writeFile(new URL('../../../../docs/openapi.json', import.meta.url), describeApi());
