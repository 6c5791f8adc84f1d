import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// The one without a window first: it spends half as much on drawing what nobody sees.
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'];

/** The Chromium of this machine, or undefined. */
export function findChromium() {
  return places.find((path) => existsSync(path));
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}

const hasPoppler = () => spawnSync('pdftotext', ['-v']).error === undefined;

/** The directory server that the sign-in tests start for themselves. */
const hasSlapd = () => existsSync('/usr/sbin/slapd');

/** Makes the certificates under which that server is tried. */
const hasOpenssl = () => spawnSync('openssl', ['version']).status === 0;

const lacking = () => [...(findChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk']), ...(hasPoppler() ? [] : ['poppler-utils']), ...(hasSlapd() ? [] : ['slapd']), ...(hasOpenssl() ? [] : ['openssl'])];

/**
 * What the tests need beside npm (a browser, a Chinese font, a second reader of PDFs, a directory server and its certificates) and this machine lacks, as one sentence, after installing it where that is allowed (root on
 * Debian). Undefined: all there.
 */
export async function missingForTests() {
  const needed = lacking();
  if (needed.length === 0) return undefined;
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (mayInstall) {
    console.log(`Installing ${needed.join(' and ')} from Debian …`);
    const slim = needed.map((name) => (name === 'chromium' ? 'chromium-headless-shell' : name));
    // Where packages are listed from long ago or never, they are listed first; where there is no browser without a window, it is the one with.
    if (!(await install(slim))) {
      await aptGet('update');
      if (!(await install(slim))) await install(needed);
    }
  }
  const still = lacking();
  if (still.length === 0) return undefined;
  return `The tests need ${still.join(' and ')}: install ${still.length > 1 ? 'them' : 'it'} (on Debian: apt-get install ${still.join(' ')} fontconfig) and run npm test again.`;
}

const install = (packages) => aptGet('install', '--no-install-recommends', ...packages, 'fontconfig');

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }; // installed, not started as a service
  const child = spawn('apt-get', ['-qq', '-y', ...args], { env, stdio: 'ignore' });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (status) => resolve(status === 0));
  });
}
