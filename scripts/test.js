// npm test: everything that must hold, one step after another. The last line counts: N passed, N failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingForTests } from './test-programs.js';
import { clone, prepare, stopWith } from './prepare.js';

const tally = { passed: 0, failed: 0 };
const failures = [];
const began = Date.now();

try {
  const node = prepare({ web: false });
  const programs = missingForTests(); // looked for, and got, while the first steps run
  const waiting = steps(node);
  // Two at a time: most of them keep one processor busy.
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await check(step);
  };
  const [missing] = await Promise.all([programs, work(), work()]);
  if (missing) fail('programs from Debian', missing);
  await vitest(node, ['--project', 'pure', '--project', 'rooms']);
  if (!missing) await vitest(node, ['--project', 'e2e']);
} catch (error) {
  if (tally.passed + tally.failed === 0) stopWith(error);
  fail('npm test', String(error?.stack ?? error));
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`\nIn ${Math.round((Date.now() - began) / 1000)} s.`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 ? 1 : 0);

function steps(node) {
  const bin = (name) => join(clone, 'node_modules/.bin', name);
  const packages = ['wire', 'rules', 'ocr', 'extract', 'server', 'web'].map((name) => join('packages', name)).filter((path) => existsSync(join(clone, path, 'tsconfig.json')));
  return [
    { name: 'lock file complete', command: 'npm', args: ['ci', '--dry-run', '--ignore-scripts', '--loglevel=error'] },
    ...[...packages, 'packages/web/tsconfig.worker.json', '.'].map((path) => ({ name: `types ${path}`, command: bin('tsc'), args: ['-p', path] })),
    { name: 'lint', command: bin('oxlint'), args: ['--deny-warnings'] },
    { name: 'room walls', command: bin('depcruise'), args: [...['packages', 'e2e', 'bench'].filter((folder) => existsSync(join(clone, folder))), '--config', '.dependency-cruiser.cjs'] },
    { name: 'licences and known holes of what is shipped', command: node, args: ['scripts/dependencies.js'], tells: true },
    { name: 'nothing unused', command: bin('knip'), args: ['--no-config-hints'] },
    { name: 'tables up to date', command: node, args: ['packages/server/src/test/write-tables.ts'], leaves: 'packages/server/src/tables.ts' },
    { name: 'OpenAPI up to date', command: node, args: ['packages/server/src/test/write-openapi.ts'], leaves: 'docs/openapi.json' },
    { name: 'web pages built', command: node, args: ['scripts/prepare.js'] },
  ].filter(({ command, args }) => command !== node || existsSync(join(clone, args[0])));
}

/** A step passes when it ends well and, where it writes a file, writes what stood there before; one that `tells` has something to say even then. */
async function check({ name, command, args, leaves, tells }) {
  const path = leaves && join(clone, leaves);
  const before = path && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const { status, output } = await run(command, args);
  const changed = path && readFileSync(path, 'utf8') !== before;
  if (status === 0 && !changed) {
    tally.passed++;
    console.log(`✓ ${name}`);
    if (tells && output) console.log(output.replace(/^/gm, '  '));
  } else {
    fail(name, status === 0 ? `${leaves} was not up to date; it has been written anew: look at it and commit it.` : output);
  }
}

/** Vitest talks while it runs; its counts come from its own report, and a run that could not report has failed. */
async function vitest(node, args) {
  const folder = mkdtempSync(join(tmpdir(), 'qige-report-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = await run(node, [join(clone, 'node_modules/vitest/vitest.mjs'), 'run', ...args, ...reporters, '--passWithNoTests'], 'inherit');
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  if (!report) return fail(`vitest ${args.join(' ')}`, 'It ended without a report.');
  tally.passed += report.numPassedTests;
  tally.failed += report.numFailedTests;
  for (const result of report.testResults) {
    const failed = result.assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) failures.push(`${result.name.replace(clone, '')}: ${test.fullName}`);
    // A file that could not even be loaded has no tests to count.
    if (result.status === 'failed' && failed.length === 0) fail(result.name.replace(clone, ''), result.message);
  }
  if (status !== 0 && tally.failed === 0) fail(`vitest ${args.join(' ')}`, `It ended with ${status}.`);
}

function fail(name, output) {
  tally.failed++;
  failures.push(name);
  console.log(`✗ ${name}\n${output}\n`);
}

function run(command, args, stdout = 'pipe') {
  // Steps run on the pinned Node, found first in PATH, and never see the settings of whoever runs the tests.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(QIGE_(?!TEST_)|DATABASE_URL$|NODE_OPTIONS$)/.test(name)));
  env.PATH = `${join(clone, 'node_modules/.bin')}:${env.PATH}`;
  env.NODE_COMPILE_CACHE ??= join(clone, '.cache/compiled'); // the tests start hundreds of processes of the same few modules
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: clone, env, stdio: ['ignore', stdout, stdout] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output: output.trim() }));
  });
}

process.on('SIGINT', () => process.exit(130));
