import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'];

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
export function missingForTests() {
  const needed = lacking();
  if (needed.length === 0) return undefined;
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (mayInstall) {
    console.log(`Installing ${needed.join(' and ')} from Debian …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }; // installed, not started as a service
    const packages = [...needed, 'fontconfig'];
    const get = (...args) => spawnSync('apt-get', ['-qq', '-y', ...args], { env, encoding: 'utf8' });
    if (get('install', '--no-install-recommends', ...packages).status !== 0) {
      get('update');
      get('install', '--no-install-recommends', ...packages);
    }
  }
  const still = lacking();
  if (still.length === 0) return undefined;
  return `The tests need ${still.join(' and ')}: install ${still.length > 1 ? 'them' : 'it'} (on Debian: apt-get install ${still.join(' ')} fontconfig) and run npm test again.`;
}
