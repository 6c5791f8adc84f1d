import type { Config } from '../platform/config.ts';
import type { Clock } from '../platform/clock.ts';
import { type Answered, callOut } from '../platform/call-out.ts';
import { keepToken } from './app-token.ts';
import { callbackOf, codeIn, newKept, type Provider, textIn } from './provider.ts';

const tokenIsOld = new Set([40014, 42001]);

/**
 * WeCom (企业微信): no OpenID Connect. The browser brings a code, and the archive asks with a token of its own whose it is. There is no proof
 * besides: the state is what holds a code to its browser.
 */
export function openWecom(config: Config, clock: Clock): Provider | undefined {
  const { wecomCorpId: corpid, wecomAgentId: agentid, wecomSecret: corpsecret } = config;
  if (corpid === undefined || agentid === undefined || corpsecret === undefined) return undefined;
  const back = callbackOf(config.publicUrl, 'wecom');

  const withToken = keepToken(clock, async () => {
    const body = said(await callOut(config.wecomApiUrl, '/cgi-bin/gettoken', { query: { corpid, corpsecret } }));
    return { value: textIn(body['access_token']) ?? '', seconds: Number(body['expires_in']) || 0 };
  });
  const ask = (path: string, query: Record<string, string>, json?: object): Promise<Record<string, unknown>> =>
    withToken(async (access_token) => {
      const answered = await callOut(config.wecomApiUrl, path, { query: { access_token, ...query }, ...(json ? { method: 'POST', json } : {}) });
      return tokenIsOld.has(Number(answered.body['errcode'])) ? undefined : said(answered);
    });
  /** What an app may be told of a member depends on what its company allowed it; nothing of it is needed. */
  const askIfAllowed = (path: string, query: Record<string, string>, json?: object): Promise<Record<string, unknown>> => ask(path, query, json).catch(() => ({}));

  const subjectOf = (id: string): string => `${corpid} ${id.toLowerCase()}`; // WeCom tells ids apart without regard to case
  return {
    code: 'wecom',
    byEmail: config.wecomByEmail,
    registers: config.wecomRegister,
    subjectOf,
    async begin({ userAgent }) {
      const kept = newKept();
      const inside = /\bwxwork\//i.test(userAgent);
      const address = inside ? new URL(`${config.wecomInsideUrl}/connect/oauth2/authorize`) : new URL(`${config.wecomLoginUrl}/wwlogin/sso/login`);
      const asked = { redirect_uri: back, agentid, state: kept.state, appid: corpid };
      address.search = String(new URLSearchParams(inside ? { ...asked, response_type: 'code', scope: 'snsapi_privateinfo' } : { ...asked, login_type: 'CorpApp' }));
      if (inside) address.hash = 'wechat_redirect';
      return { address: address.href, kept };
    },
    async finish(query, kept) {
      const who = await ask('/cgi-bin/auth/getuserinfo', { code: codeIn(query, 'code', kept) });
      const userid = textIn(who['userid']);
      if (userid === undefined) return undefined;
      const member = await askIfAllowed('/cgi-bin/user/get', { userid });
      const ticket = textIn(who['user_ticket']);
      const own = ticket === undefined ? {} : await askIfAllowed('/cgi-bin/auth/getuserdetail', {}, { user_ticket: ticket });
      const email = textIn(member['biz_mail']) ?? textIn(own['biz_mail']); // `email` is whatever the member typed
      return { subjects: [subjectOf(userid)], email: email?.toLowerCase(), emailVerified: email !== undefined, name: textIn(member['name']) };
    },
  };
}

/** HTTP says 200 whatever happened. */
function said({ status, body }: Answered): Record<string, unknown> {
  if (status !== 200 || body['errcode'] !== 0) throw new Error(`WeCom answered ${status}, ${String(body['errcode'])}: ${String(body['errmsg']).slice(0, 200)}`);
  return body;
}
