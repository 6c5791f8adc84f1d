import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, isIP, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Client, escapeFilter, InvalidCredentialsError } from 'ldapts';
import type { Config } from '../platform/config.ts';
import { Sentence } from '../platform/sentence.ts';

export interface Directory {
  /** Whether the directory knows exactly one entry of this address, and this is its password. Throws where it does not answer. */
  fits(email: string, password: string): Promise<boolean>;
}

type Settings = Pick<Config, 'ldapUrl' | 'ldapBase' | 'ldapBindDn' | 'ldapBindPassword' | 'ldapFilter' | 'ldapStartTls' | 'ldapCaFile'>;

/** The directory showed a certificate that nobody we trust stands behind, or another house's; it was told nothing. */
export class UntrustedDirectory extends Error {}

/** The directory of the settings, or undefined where none is set. Each question opens a connection of its own: people sign in seldom. */
export function openDirectory(settings: Settings): Directory | undefined {
  const { ldapUrl, ldapBase, ldapFilter } = settings;
  if (ldapUrl === undefined || ldapBase === undefined) return undefined;

  const [secretly, secure] = [ldapUrl.startsWith('ldaps:'), secureOptions(ldapUrl, settings.ldapCaFile)];

  const connected = async <T>(use: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ url: ldapUrl, timeout: 5_000, connectTimeout: 5_000, ...(secretly ? { tlsOptions: secure } : { createConnection: onceOnly() }) });
    try {
      if (settings.ldapStartTls && !secretly) await client.startTLS({ ...secure });
      return await use(client);
    } catch (error) {
      throw isOfCertificate(error) ? new UntrustedDirectory((error as Error).message) : error;
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

/** What is held against the certificate: the name in the settings, and the authority named there or those everybody knows. */
function secureOptions(ldapUrl: string, caFile: string | undefined): ConnectionOptions {
  const host = new URL(ldapUrl).hostname.replace(/^\[|\]$/g, '');
  return { host, ...(isIP(host) ? {} : { servername: host }), ...(caFile === undefined ? {} : { ca: authorityIn(caFile) }) };
}

function authorityIn(caFile: string): string {
  try {
    const pem = readFileSync(caFile, 'utf8');
    void new X509Certificate(pem); // throws where there is none in it
    return pem;
  } catch (error) {
    throw new Sentence(`QIGE_LDAP_CA_FILE is not a file with a certificate (PEM) that can be read: ${(error as Error).message}.`);
  }
}

/**
 * The library opens a lost connection anew with the next question: after StartTLS without encryption. Whoever can cut a connection could so
 * answer in the directory's place; here a lost connection is an error.
 */
function onceOnly(): typeof connect {
  let opened = false;
  const open = (port: number, host: string): Socket => {
    if (opened) throw new Error('the directory closed the connection');
    opened = true;
    return connect(port, host);
  };
  return open as typeof connect;
}

const isOfCertificate = (error: unknown): boolean => /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/.test(String((error as { code?: unknown } | null)?.code));
