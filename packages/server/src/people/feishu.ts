import type { Config } from '../platform/config.ts';
import { callOut } from '../platform/call-out.ts';
import { callbackOf, challengeOf, codeIn, newKept, partIn, type Provider, textIn } from './provider.ts';

/** Feishu (飞书): OAuth 2.0 with a challenge, then its own question who it is. */
export function openFeishu(config: Config): Provider | undefined {
  const { feishuAppId: clientId, feishuAppSecret: clientSecret } = config;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const back = callbackOf(config.publicUrl, 'feishu');

  const subjectOf = (id: string): string => `${clientId} ${id}`;
  return {
    code: 'feishu',
    byEmail: config.feishuByEmail,
    registers: config.feishuRegister,
    subjectOf,
    async begin() {
      const kept = newKept();
      const address = new URL(`${config.feishuLoginUrl}/open-apis/authen/v1/authorize`);
      address.search = String(
        new URLSearchParams({
          client_id: clientId,
          redirect_uri: back,
          response_type: 'code',
          state: kept.state,
          code_challenge: challengeOf(kept.verifier),
          code_challenge_method: 'S256',
          ...(config.feishuScopes === '' ? {} : { scope: config.feishuScopes }),
        }),
      );
      return { address: address.href, kept };
    },
    async finish(query, kept) {
      const form = { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, code: codeIn(query, 'code', kept), redirect_uri: back, code_verifier: kept.verifier };
      const tokens = await callOut(config.feishuTokenUrl, '', { method: 'POST', form });
      const token = textIn(tokens.body['access_token']);
      if (token === undefined) throw new Error(`Feishu answered ${tokens.status}, ${String(tokens.body['error'] ?? tokens.body['code'])}: ${String(tokens.body['error_description'] ?? tokens.body['msg']).slice(0, 200)}`);
      const { status, body } = await callOut(config.feishuApiUrl, '/open-apis/authen/v1/user_info', { headers: { authorization: `Bearer ${token}` } });
      if (body['code'] !== 0) throw new Error(`Feishu answered ${status}, ${String(body['code'])}: ${String(body['msg']).slice(0, 200)}`);
      const who = partIn(body['data']);
      if (config.feishuTenantKey !== undefined && who['tenant_key'] !== config.feishuTenantKey) return undefined;
      const [first, ...others] = ['open_id', 'union_id', 'user_id'].flatMap((name) => textIn(who[name]) ?? []).map(subjectOf);
      if (first === undefined) throw new Error('Feishu gave no id');
      const email = textIn(who['enterprise_email']); // `email` is whatever the person typed
      return { subjects: [first, ...others], email: email?.toLowerCase(), emailVerified: email !== undefined, name: textIn(who['name']) };
    },
  };
}
