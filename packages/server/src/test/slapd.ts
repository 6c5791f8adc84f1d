import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from './certificates.ts';

export interface DirectoryServer {
  url: string;
  /** By TLS from the first byte, where it was given a certificate. */
  secureUrl: string;
  base: string;
  /** The entry that may look for people, and its password. */
  reader: { dn: string; password: string };
  stop(): Promise<void>;
}

export interface Entry {
  uid: string;
  mail: string;
  password: string;
}

const base = 'dc=example,dc=com';
const reader = { dn: `cn=reader,${base}`, password: 'the reader reads' };

const configuration = (folder: string, certificate: Certificate | undefined): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
argsfile ${folder}/slapd.args
allow bind_anon_cred
database mdb
suffix "${base}"
rootdn "cn=root,${base}"
directory ${folder}/db
maxsize 10485760
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${reader.dn}" read by self read by * none
${certificate ? `TLSCertificateFile ${certificate.file}\nTLSCertificateKeyFile ${certificate.keyFile}` : ''}
`;

const people = (entries: readonly Entry[]): string =>
  [
    `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example`,
    `dn: ${reader.dn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${reader.password}`,
    `dn: ou=people,${base}\nobjectClass: organizationalUnit\nou: people`,
    ...entries.map(({ uid, mail, password }) => `dn: uid=${uid},ou=people,${base}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nmail: ${mail}\nuserPassword: ${password}`),
  ].join('\n\n');

/** Debian's slapd in a folder of its own, on a port of this machine alone. */
export async function startSlapd(entries: readonly Entry[], certificate?: Certificate): Promise<DirectoryServer> {
  const folder = mkdtempSync(join(tmpdir(), 'qige-slapd-'));
  mkdirSync(join(folder, 'db'));
  const [settings, ldif] = [join(folder, 'slapd.conf'), join(folder, 'people.ldif')];
  writeFileSync(settings, configuration(folder, certificate));
  writeFileSync(ldif, people(entries));
  execFileSync('/usr/sbin/slapadd', ['-f', settings, '-l', ldif], { stdio: 'pipe' });
  const [port, securePort] = [await freePort(), await freePort()];
  const [url, secureUrl] = [`ldap://127.0.0.1:${port}`, `ldaps://127.0.0.1:${securePort}`];
  const server = spawn('/usr/sbin/slapd', ['-f', settings, '-h', certificate ? `${url} ${secureUrl}` : url, '-d', '0'], { stdio: 'ignore' });
  while (server.exitCode === null && !(await answers(port))) await pause(20);
  return {
    url,
    secureUrl,
    base,
    reader,
    async stop() {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
