// Plain JavaScript for any Node from 20 on: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const clone = fileURLToPath(new URL('../', import.meta.url));
export const mainFile = join(clone, 'packages/server/src/main.ts');

/** Something the person at the keyboard can put right. */
export class Stop extends Error {}

/** Ends the process with one sentence instead of a stack. */
export function stopWith(error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exit(1);
}

/**
 * Installs and builds what is missing or out of date, and nothing else: a later start costs milliseconds.
 * Returns the Node that runs the rest.
 */
export function prepare({ web = true } = {}) {
  if (Number.parseInt(process.versions.node, 10) < 20) throw new Stop(`Qige needs Node 20 or later; this is ${process.version}.`);
  const stale = { install: !installed(), web: web && !webBuilt() };
  if (stale.install || stale.web) {
    alone(() => {
      if (!installed()) install();
      if (web && !webBuilt()) buildWeb();
    });
  }
  return nodeToUse();
}

/** True when every package that package-lock.json names stands in node_modules in that version. */
function installed() {
  const wanted = readLock(join(clone, 'package-lock.json'));
  const standing = readLock(join(clone, 'node_modules/.package-lock.json'));
  if (!wanted || !standing) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link || entry.optional || entry.devOptional) return true;
    return standing[path]?.version === entry.version;
  });
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

function install() {
  const began = Date.now();
  console.log('Installing what Qige needs from the npm registry; the first time takes a minute or two …');
  // onnxruntime-node's install script would fetch a CUDA build of hundreds of megabytes that nothing here uses.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...first] = npm;
  // Not npm ci: that would take down all of node_modules for one package that changed. npm test checks the lock file instead.
  const args = ['install', '--no-save', '--include=dev', '--include=optional', '--loglevel=error'];
  const ran = spawnSync(command, [...first, ...args], { cwd: clone, env, encoding: 'utf8' });
  if (ran.error) throw new Stop(`npm could not be started (${ran.error.message}); it comes with Node.`);
  if (ran.status !== 0) throw new Stop(`npm install failed:\n${(ran.stderr || ran.stdout).trim().split('\n').slice(0, 12).join('\n')}`);
  console.log(`Installed in ${seconds(began)}.`);
}

const webFolder = join(clone, 'packages/web');
const webStamp = join(webFolder, 'dist/.built-from');

function webBuilt() {
  if (!existsSync(join(webFolder, 'index.html'))) return true; // nothing to build
  return existsSync(webStamp) && readFileSync(webStamp, 'utf8') === webSources();
}

function buildWeb() {
  const began = Date.now();
  console.log('Building the web pages …');
  const vite = join(clone, 'node_modules/vite/bin/vite.js');
  const sources = webSources();
  const ran = spawnSync(nodeToUse(), [vite, 'build', '--logLevel', 'error'], { cwd: webFolder, encoding: 'utf8' });
  if (ran.status !== 0) throw new Stop(`The web pages could not be built:\n${(ran.stderr + ran.stdout).trim()}`);
  writeFileSync(webStamp, sources);
  console.log(`Built in ${seconds(began)}.`);
}

/** One hash over everything the pages are made of. */
function webSources() {
  const hash = createHash('sha256').update(readFileSync(join(clone, 'package-lock.json')));
  for (const folder of [webFolder, join(clone, 'packages/wire/src'), join(clone, 'packages/rules/src')]) {
    for (const path of filesBelow(folder)) hash.update(`\0${relative(clone, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules' && !/\.test\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** Node 24 as npm installed it; on a platform it has none for, the Node at hand if that is new enough. */
export function nodeToUse() {
  const pinned = join(clone, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['-v'], { shell: process.platform === 'win32' }).status === 0) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Stop(`npm has no Node 24 for ${process.platform}-${process.arch} that runs here: install Node 24 or later and start again.`);
}

/** Two starts at once in a fresh clone: one installs, the other waits for it. */
function alone(work) {
  const path = join(clone, '.cache/prepare.lock');
  mkdirSync(join(clone, '.cache'), { recursive: true });
  while (!take(path)) {
    const holder = Number(readFileSync(path, 'utf8').trim() || 0);
    if (holder && !alive(holder)) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  }
  try {
    work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Stop(`Qige cannot install itself: ${error.message}. Make ${clone} writable for you, or install it once as its owner.`);
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

// `node scripts/prepare.js` installs and builds, and starts nothing.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    prepare();
  } catch (error) {
    stopWith(error);
  }
}
