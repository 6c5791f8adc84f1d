import * as client from 'openid-client';
import type { Config } from '../platform/config.ts';
import { callbackOf, type Provider, textIn } from './provider.ts';

/** The provider (OpenID Connect) of the settings, or undefined where none is set. It is asked for its addresses when the first person comes. */
export function openOidc({ publicUrl, oidcIssuer, oidcClientId, oidcClientSecret, oidcScopes, oidcTrustEmail, oidcRegister }: Config): Provider | undefined {
  if (oidcIssuer === undefined || oidcClientId === undefined) return undefined;
  const back = callbackOf(publicUrl, 'oidc');
  const onThisMachine = oidcIssuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {};
  let found: Promise<client.Configuration> | undefined;
  const discovered = (): Promise<client.Configuration> => {
    found ??= client.discovery(new URL(oidcIssuer), oidcClientId, {}, authenticationWith(oidcClientSecret), { ...onThisMachine, timeout: 10 });
    found.catch(() => (found = undefined)); // a provider that was away is asked again
    return found;
  };
  return {
    code: 'oidc',
    byEmail: true,
    registers: oidcRegister,
    async begin() {
      const kept = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
      const address = client.buildAuthorizationUrl(await discovered(), {
        redirect_uri: back,
        scope: oidcScopes,
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, kept };
    },
    async finish(query, { state, nonce, verifier }) {
      const configuration = await discovered();
      const tokens = await client.authorizationCodeGrant(configuration, new URL(`${back}?${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      // Many providers keep the ID token small and tell the rest when asked with the access token.
      const told = claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims;
      return { subjects: [`${claims.iss} ${claims.sub}`], email: textIn(told['email'])?.toLowerCase(), emailVerified: told['email_verified'] === true || oidcTrustEmail, name: textIn(told['name']) };
    },
  };
}

/** Basic is what the standard falls back to; a provider that lists only the other way gets that. */
function authenticationWith(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported;
    return (taken?.includes('client_secret_post') && !taken.includes('client_secret_basic') ? post : basic)(server, ...rest);
  };
}
