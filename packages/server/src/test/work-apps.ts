import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody at the stand-in, as far as it tells of them. */
export interface Account {
  id: string;
  email?: string;
  name?: string;
  /** In the company that the app belongs to. */
  outside?: boolean;
}

export interface WorkApp {
  url: string;
  app: { id: string; secret: string };
  /** Who signs in next, and everything that was asked so far, as `METHOD /path`. */
  signsIn(account: Account): void;
  asked: string[];
  /** As if this much time had passed there. */
  pass(seconds: number): void;
  /** As if somebody else had asked for a token of the archive’s: the old one is worth nothing. */
  forgetTokens(): void;
  stop(): Promise<void>;
}

interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  json: Record<string, unknown>;
  form: URLSearchParams;
}

export interface Desk {
  /** A code for who signs in now: good for five minutes, once, for that address. */
  giveCode(redirect: string, challenge?: string): string;
  takeCode(code: string): { account: Account; redirect: string; challenge: string } | undefined;
  giveToken(account?: Account): string;
  whoseToken(token: string): Account | 'app' | undefined;
  app: { id: string; secret: string };
}

type Answer = { status?: number; json: object } | { to: string };
export type Answering = (asked: Asked, desk: Desk) => Answer | undefined;

/** A server on this machine that speaks as the provider does and checks what it would check. */
export async function startWorkApp(answer: Answering): Promise<WorkApp> {
  let [account, passed]: [Account, number] = [{ id: 'nobody' }, 0];
  const asked: string[] = [];
  const codes = new Map<string, { account: Account; redirect: string; challenge: string; until: number }>();
  const tokens = new Map<string, { whose: Account | 'app'; until: number }>();
  const now = (): number => Date.now() + passed * 1_000;
  const app = { id: `app-${randomBytes(4).toString('hex')}`, secret: randomBytes(16).toString('hex') };
  const desk: Desk = {
    app,
    giveCode(redirect, challenge = '') {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { account, redirect, challenge, until: now() + 300_000 });
      return code;
    },
    takeCode(code) {
      const found = codes.get(code);
      codes.delete(code);
      return found && found.until > now() ? found : undefined;
    },
    giveToken(whose) {
      const token = randomBytes(16).toString('hex');
      tokens.set(token, { whose: whose ?? 'app', until: now() + 7_200_000 });
      return token;
    },
    whoseToken(token) {
      const found = tokens.get(token);
      return found && found.until > now() ? found.whose : undefined;
    },
  };
  const server = createServer((request, response) => {
    void (async () => {
      const one = await read(request);
      asked.push(`${one.method} ${one.path}`);
      send(response, answer(one, desk) ?? { status: 404, json: { message: 'nothing here' } });
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    app,
    asked,
    signsIn: (one) => void (account = one),
    pass: (seconds) => void (passed += seconds),
    forgetTokens: () => tokens.clear(),
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString('utf8');
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
  const type = request.headers['content-type'] ?? '';
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    json: type.startsWith('application/json') ? (JSON.parse(body) as Record<string, unknown>) : {},
    form: new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? body : ''),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  if ('to' in answer) response.writeHead(302, { location: answer.to }).end();
  else response.writeHead(answer.status ?? 200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer.json));
}

const back = (address: string, query: Record<string, string>): { to: string } => ({ to: `${address}?${String(new URLSearchParams(query))}` });
const refusedPage = (why: string): Answer => ({ status: 400, json: { page: why } });
const digest = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** 企业微信: HTTP says 200 whatever happened; `errcode` says what. The app may be told of members `mail-…` alone. */
export const asWecom =
  (callback: string, agentId: string): Answering =>
  ({ method, path, query, json }, { app, giveCode, takeCode, giveToken, whoseToken }) => {
    const wrong = (errcode: number, errmsg: string): Answer => ({ json: { errcode, errmsg } });
    const fine = (said: object): Answer => ({ json: { errcode: 0, errmsg: 'ok', ...said } });
    const state = query.get('state') ?? '';
    if (path === '/wwlogin/sso/login' || path === '/connect/oauth2/authorize') {
      const kind = path.startsWith('/ww') ? query.get('login_type') === 'CorpApp' : query.get('response_type') === 'code' && /^snsapi_(base|privateinfo)$/.test(query.get('scope') ?? '');
      const redirect = query.get('redirect_uri') ?? '';
      if (!kind || query.get('appid') !== app.id || query.get('agentid') !== agentId) return refusedPage('appid or agentid');
      if (URL.parse(redirect)?.host !== new URL(callback).host) return refusedPage('50001 redirect_url未登记可信域名');
      if (!/^[A-Za-z0-9]{1,128}$/.test(state)) return refusedPage('state');
      return back(redirect, { code: giveCode(path), state, appid: app.id });
    }
    if (path === '/cgi-bin/gettoken') {
      if (query.get('corpid') !== app.id) return wrong(40013, 'invalid corpid');
      if (query.get('corpsecret') !== app.secret) return wrong(40001, 'invalid credential');
      return fine({ access_token: giveToken(), expires_in: 7200 });
    }
    if (whoseToken(query.get('access_token') ?? '') !== 'app') return wrong(40014, 'invalid access_token');
    if (path === '/cgi-bin/auth/getuserinfo') {
      const found = takeCode(query.get('code') ?? '');
      if (!found) return wrong(40029, 'invalid code');
      if (found.account.outside) return fine({ openid: `o-${found.account.id}` });
      return fine({ userid: found.account.id, ...(found.redirect.startsWith('/connect') ? { user_ticket: giveToken(found.account) } : {}) });
    }
    if (path === '/cgi-bin/user/get') {
      const userid = query.get('userid') ?? '';
      return userid.startsWith('mail-') ? fine({ userid, name: '张三', email: 'typed.in@example.com', biz_mail: `${userid.slice(5)}@example.com` }) : wrong(60011, 'no privilege to access/modify contact/party/agent');
    }
    if (path === '/cgi-bin/auth/getuserdetail' && method === 'POST') {
      const account = whoseToken(String(json['user_ticket']));
      if (!account || account === 'app') return wrong(48005, 'invalid user_ticket');
      return fine({ userid: account.id, email: 'typed.in@example.com', biz_mail: account.email ?? '' });
    }
    return undefined;
  };

/** 钉钉: the new doors refuse with an HTTP status, `code` and `message`; the old ones (`/topapi`) with `errcode`. */
export const asDingtalk =
  (callback: string): Answering =>
  ({ method, path, query, headers, json }, { app, giveCode, takeCode, giveToken, whoseToken }) => {
    const wrong = (status: number, code: string): Answer => ({ status, json: { code, message: code, requestid: 'x' } });
    if (path === '/oauth2/auth') {
      const [redirect, state] = [query.get('redirect_uri') ?? '', query.get('state') ?? ''];
      if (query.get('client_id') !== app.id || query.get('response_type') !== 'code' || !query.get('scope')?.split(' ').includes('openid') || query.get('prompt') !== 'consent') return refusedPage('client');
      if (redirect !== callback) return refusedPage('redirect_uri');
      return back(redirect, { authCode: giveCode(redirect), state });
    }
    if (path === '/v1.0/oauth2/userAccessToken' && method === 'POST') {
      if (json['clientId'] !== app.id || json['clientSecret'] !== app.secret) return wrong(400, 'invalidClientIdOrSecret');
      const found = json['grantType'] === 'authorization_code' ? takeCode(String(json['code'])) : undefined;
      return found ? { json: { accessToken: giveToken(found.account), refreshToken: 'r', expireIn: 7200, corpId: 'ding1' } } : wrong(400, 'invalidParameter.authCode.notFound');
    }
    if (path === '/v1.0/contact/users/me') {
      const account = whoseToken(String(headers['x-acs-dingtalk-access-token']));
      return account && account !== 'app' ? { json: { unionId: `u-${account.id}`, openId: `o-${account.id}`, nick: account.name ?? '', email: 'typed.in@example.com' } } : wrong(401, 'InvalidAuthentication');
    }
    if (path === '/v1.0/oauth2/accessToken' && method === 'POST') {
      return json['appKey'] === app.id && json['appSecret'] === app.secret ? { json: { accessToken: giveToken(), expireIn: 7200 } } : wrong(400, 'invalidClientIdOrSecret');
    }
    const told = (errcode: number, errmsg: string, result?: object): Answer => ({ json: { errcode, errmsg, ...(result ? { result } : {}), request_id: 'x' } });
    if (whoseToken(query.get('access_token') ?? '') !== 'app') return told(40014, '不合法的access_token');
    const members = membersOf(json);
    if (path === '/topapi/user/getbyunionid') return members.outside ? told(60121, '找不到该用户') : told(0, 'ok', { contact_type: members.partner ? 1 : 0, userid: members.id });
    if (path === '/topapi/v2/user/get') return told(0, 'ok', { userid: json['userid'], name: '张三', ...members.mail(String(json['userid'])) });
    return undefined;
  };

/** Who belongs to the company of the DingTalk stand-in is told by the id: `u-out…` does not, `u-partner…` is somebody else’s. */
function membersOf(json: Record<string, unknown>) {
  const id = String(json['unionid'] ?? '').replace(/^u-/, '');
  return { id, outside: id.startsWith('out'), partner: id.startsWith('partner'), mail: (userid: string) => (userid.startsWith('mail-') ? { org_email: `${userid.slice(5)}@example.com` } : {}) };
}

/** 飞书: OAuth 2.0 by the book at the token’s door, `code` and `msg` at the others. */
export const asFeishu =
  (callback: string, tenant: string): Answering =>
  ({ method, path, query, headers, form }, { app, giveCode, takeCode, giveToken, whoseToken }) => {
    if (path === '/open-apis/authen/v1/authorize') {
      const [redirect, state] = [query.get('redirect_uri') ?? '', query.get('state') ?? ''];
      if (query.get('client_id') !== app.id || query.get('response_type') !== 'code') return refusedPage('20010 client');
      if (redirect !== callback) return refusedPage('20029 redirect_uri');
      if (query.get('code_challenge_method') !== 'S256') return refusedPage('code_challenge');
      return back(redirect, { code: giveCode(redirect, query.get('code_challenge') ?? ''), state });
    }
    if (path === '/oauth/v3/token' && method === 'POST') {
      const wrong = (error: string): Answer => ({ status: 400, json: { error, error_description: error } });
      if (form.get('client_id') !== app.id || form.get('client_secret') !== app.secret) return wrong('invalid_client');
      const found = form.get('grant_type') === 'authorization_code' ? takeCode(form.get('code') ?? '') : undefined;
      if (!found || found.redirect !== form.get('redirect_uri') || found.challenge !== digest(form.get('code_verifier') ?? '')) return wrong('invalid_grant');
      return { json: { access_token: giveToken(found.account), token_type: 'Bearer', expires_in: 7200 } };
    }
    if (path === '/open-apis/authen/v1/user_info') {
      const account = whoseToken(headers.authorization?.replace('Bearer ', '') ?? '');
      if (!account || account === 'app') return { status: 400, json: { code: 20005, msg: 'The user access token passed is invalid.' } };
      const { id, email, name = '', outside } = account;
      return { json: { code: 0, msg: 'success', data: { name, open_id: `ou_${id}`, union_id: `on_${id}`, user_id: id, email: 'typed.in@example.com', enterprise_email: email ?? '', tenant_key: outside ? 'another' : tenant } } };
    }
    return undefined;
  };
