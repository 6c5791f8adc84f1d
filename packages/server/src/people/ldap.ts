import { Client, escapeFilter, InvalidCredentialsError } from 'ldapts';
import type { Config } from '../platform/config.ts';

export interface Directory {
  /** Whether the directory knows exactly one entry of this address, and this is its password. Throws where it does not answer. */
  fits(email: string, password: string): Promise<boolean>;
}

type Settings = Pick<Config, 'ldapUrl' | 'ldapBase' | 'ldapBindDn' | 'ldapBindPassword' | 'ldapFilter' | 'ldapStartTls'>;

/** The directory of the settings, or undefined where none is set. Each question opens a connection of its own: people sign in seldom. */
export function openDirectory(settings: Settings): Directory | undefined {
  const { ldapUrl, ldapBase, ldapFilter } = settings;
  if (ldapUrl === undefined || ldapBase === undefined) return undefined;

  const connected = async <T>(use: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ url: ldapUrl, timeout: 5_000, connectTimeout: 5_000 });
    try {
      if (settings.ldapStartTls) await client.startTLS({ servername: new URL(ldapUrl).hostname });
      return await use(client);
    } finally {
      await client.unbind().catch(() => {});
    }
  };

  const entryOf = (email: string): Promise<string | undefined> =>
    connected(async (client) => {
      if (settings.ldapBindDn !== undefined) await client.bind(settings.ldapBindDn, settings.ldapBindPassword ?? '');
      const filter = ldapFilter.replaceAll('{email}', () => escapeFilter`${email}`);
      const { searchEntries } = await client.search(ldapBase, { scope: 'sub', filter, attributes: ['1.1'], sizeLimit: 2 });
      return searchEntries.length === 1 ? searchEntries[0]?.dn : undefined;
    });

  return {
    async fits(email, password) {
      // A bind with a name and no password is an anonymous one, which directories grant (RFC 4513, 5.1.2).
      if (password === '') return false;
      const dn = await entryOf(email);
      if (dn === undefined) return false;
      return connected(async (client) => {
        try {
          await client.bind(dn, password);
          return true;
        } catch (error) {
          if (error instanceof InvalidCredentialsError) return false;
          throw error;
        }
      });
    },
  };
}
