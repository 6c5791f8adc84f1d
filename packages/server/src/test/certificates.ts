import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  file: string;
  keyFile: string;
}

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });

/** An authority of one's own, for a day. */
export function makeAuthority(folder: string, name: string): Certificate {
  const made = { file: join(folder, `${name}.pem`), keyFile: join(folder, `${name}.key`) };
  openssl('req', '-x509', ...key, '-days', '1', '-subj', `/CN=${name}`, '-keyout', made.keyFile, '-out', made.file);
  return made;
}

/** A certificate of that authority for a server; `names` as in `IP:127.0.0.1`. */
export function makeCertificate(folder: string, name: string, authority: Certificate, names: string): Certificate {
  const [made, request, extras] = [{ file: join(folder, `${name}.pem`), keyFile: join(folder, `${name}.key`) }, join(folder, `${name}.csr`), join(folder, `${name}.ext`)];
  writeFileSync(extras, `subjectAltName=${names}\n`);
  openssl('req', ...key, '-subj', `/CN=${name}`, '-keyout', made.keyFile, '-out', request);
  openssl('x509', '-req', '-in', request, '-CA', authority.file, '-CAkey', authority.keyFile, '-CAcreateserial', '-days', '1', '-extfile', extras, '-out', made.file);
  return made;
}
