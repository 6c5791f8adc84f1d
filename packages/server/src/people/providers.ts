import { ProviderCode, type SignInProvider } from '@qige/wire';
import type { App } from '../app.ts';
import { openDingtalk } from './dingtalk.ts';
import { openFeishu } from './feishu.ts';
import { openOidc } from './oidc.ts';
import { callbackOf, type Provider } from './provider.ts';
import { openWecom } from './wecom.ts';

/** The providers of the settings, in the order of the buttons. */
export function openProviders({ config, clock }: Pick<App, 'config' | 'clock'>): Provider[] {
  return [openWecom(config, clock), openDingtalk(config, clock), openFeishu(config), openOidc(config)].filter((one) => one !== undefined);
}

/** The buttons; a provider without a name of the settings is called by the screen. */
export const listWays = (app: App): { code: ProviderCode; name: string | null }[] => openProviders(app).map(({ code }) => ({ code, name: code === 'oidc' ? app.config.oidcName : null }));

/** What an administrator needs to know to set them up there. */
export function describeProviders(app: App): { providers: SignInProvider[]; directory: { open: boolean } } {
  const open = openProviders(app);
  return {
    providers: ProviderCode.options.map((code) => {
      const provider = open.find((one) => one.code === code);
      return { code, open: provider !== undefined, callback: callbackOf(app.config.publicUrl, code), byEmail: provider?.byEmail ?? false, registers: provider?.registers ?? false };
    }),
    directory: { open: app.config.ldapUrl !== undefined && app.config.ldapBase !== undefined },
  };
}
