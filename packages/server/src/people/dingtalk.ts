import type { Config } from '../platform/config.ts';
import type { Clock } from '../platform/clock.ts';
import { type Answered, callOut } from '../platform/call-out.ts';
import { keepToken } from './app-token.ts';
import { callbackOf, codeIn, newKept, partIn, type Provider, textIn } from './provider.ts';

const [tokenIsOld, nobody, insider] = [new Set([40014, 42001]), 60121, 0];

/** DingTalk (钉钉): anybody with an account there can sign in there; that they belong to the company is asked apart, and by that their id in it becomes known. */
export function openDingtalk(config: Config, clock: Clock): Provider | undefined {
  const { dingtalkAppKey: clientId, dingtalkAppSecret: clientSecret } = config;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const back = callbackOf(config.publicUrl, 'dingtalk');

  const withToken = keepToken(clock, async () => {
    const body = said(await callOut(config.dingtalkApiUrl, '/v1.0/oauth2/accessToken', { method: 'POST', json: { appKey: clientId, appSecret: clientSecret } }));
    return { value: textIn(body['accessToken']) ?? '', seconds: Number(body['expireIn']) || 0 };
  });
  const askMembers = (path: string, json: object): Promise<Record<string, unknown>> =>
    withToken(async (access_token) => {
      const { body } = await callOut(config.dingtalkMembersUrl, path, { method: 'POST', query: { access_token }, json });
      return tokenIsOld.has(Number(body['errcode'])) ? undefined : body;
    });

  const subjectOf = (id: string): string => `${clientId} ${id}`;
  return {
    code: 'dingtalk',
    byEmail: config.dingtalkByEmail,
    registers: config.dingtalkRegister,
    subjectOf,
    async begin() {
      const kept = newKept();
      const address = new URL(`${config.dingtalkLoginUrl}/oauth2/auth`);
      address.search = String(new URLSearchParams({ redirect_uri: back, response_type: 'code', client_id: clientId, scope: 'openid', state: kept.state, prompt: 'consent' }));
      return { address: address.href, kept };
    },
    async finish(query, kept) {
      const code = codeIn(query, 'authCode', kept);
      const tokens = said(await callOut(config.dingtalkApiUrl, '/v1.0/oauth2/userAccessToken', { method: 'POST', json: { clientId, clientSecret, code, grantType: 'authorization_code' } }));
      const account = said(await callOut(config.dingtalkApiUrl, '/v1.0/contact/users/me', { headers: { 'x-acs-dingtalk-access-token': textIn(tokens['accessToken']) ?? '' } }));
      const unionId = textIn(account['unionId']);
      if (unionId === undefined) throw new Error('DingTalk gave no unionId');
      const found = await askMembers('/topapi/user/getbyunionid', { unionid: unionId });
      if (found['errcode'] === nobody) return undefined;
      const { userid, contact_type: kind } = partIn(result(found));
      const id = textIn(userid);
      if (id === undefined || kind !== insider) return undefined;
      const member = await askMembers('/topapi/v2/user/get', { userid: id }).then(result).catch(() => ({})); // needs a right that the app may lack
      const email = textIn(partIn(member)['org_email']); // the one of `users/me` is whatever the person typed
      return { subjects: [subjectOf(id), subjectOf(unionId)], email: email?.toLowerCase(), emailVerified: email !== undefined, name: textIn(partIn(member)['name']) ?? textIn(account['nick']) };
    },
  };
}

function said({ status, body }: Answered): Record<string, unknown> {
  if (status !== 200) throw new Error(`DingTalk answered ${status}, ${String(body['code'])}: ${String(body['message']).slice(0, 200)}`);
  return body;
}

function result(body: Record<string, unknown>): unknown {
  if (body['errcode'] !== 0) throw new Error(`DingTalk answered ${String(body['errcode'])}: ${String(body['errmsg']).slice(0, 200)}`);
  return body['result'];
}
