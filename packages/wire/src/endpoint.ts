import { z } from 'zod';
import type { Permission } from './permissions.ts';
import { oneLine } from './plain-text.ts';

const nothing = z.unknown();
type Nothing = typeof nothing;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may knock at all: nobody need sign in, anyone signed in, or those holding a permission. */
export type Access = 'anyone' | 'signed-in' | Permission;

/** One row of the API: the server serves it, the web client and the CLI call it, the docs and the sweep list it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: Method;
  path: string;
  access: Access;
  /** What the asker must hold besides. */
  and: readonly Permission[];
  /** Open to a session that owes a second factor; all others are closed to it. */
  beforeSecondFactor: boolean;
  params: Params;
  query: Query;
  body: Body;
  status: number;
  reply: Reply;
  /** `json` goes through the reply schema; `file` streams bytes; `events` is a server-sent event stream. */
  kind: 'json' | 'file' | 'events';
  /** One line for the API's own documentation. */
  summary: string;
}

export interface EndpointSpec<
  Reply extends z.ZodType,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> {
  access: Access;
  and?: readonly Permission[];
  beforeSecondFactor?: true;
  summary: string;
  reply: Reply;
  params?: Params;
  query?: Query;
  body?: Body;
  status?: number;
  kind?: 'json' | 'file' | 'events';
}

export function endpoint<
  Reply extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(at: `${Method} /${string}`, spec: EndpointSpec<Reply, Params, Query, Body>): Endpoint<Params, Query, Body, Reply> {
  const [method, path] = at.split(' ') as [Method, string];
  return {
    method,
    path,
    access: spec.access,
    and: spec.and ?? [],
    beforeSecondFactor: spec.beforeSecondFactor ?? false,
    summary: spec.summary,
    status: spec.status ?? 200,
    kind: spec.kind ?? 'json',
    reply: spec.reply,
    params: spec.params ?? (nothing as z.ZodType as Params),
    query: spec.query ?? (nothing as z.ZodType as Query),
    body: spec.body ?? (nothing as z.ZodType as Body),
  };
}

/** The reply of an endpoint that streams bytes. */
export const Bytes = z.unknown();
/** The reply of an act that has nothing to tell. */
export const Done = z.object({});

/** Keyset paging, the same everywhere: hand back `next` as `after`. */
export const paging = { after: oneLine(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
