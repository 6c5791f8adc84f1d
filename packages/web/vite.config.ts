import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = process.env['QIGE_API'] ?? 'http://127.0.0.1:8970';

/** The server hands these out as they are, so that no request waits for a compressor. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg|html|wasm|webmanifest)$/.test(name)) continue;
        const bytes = readFileSync(join(dir, name));
        if (bytes.length < 1024) continue;
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
      }
    },
  };
}

const keeper = 'shell.js';

/** The worker that keeps the pages on the device is told what belongs to this version. It stands at the top, because it keeps what lies below it. */
function keptShell(): Plugin {
  let folder = '';
  return {
    name: 'kept-shell',
    apply: 'build',
    configResolved({ publicDir }) {
      folder = publicDir;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'src/offline/shell.worker.ts', fileName: keeper });
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const made = Object.values(bundle).filter(({ fileName }) => fileName !== keeper && !fileName.endsWith('.map'));
        const given = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
        const hash = createHash('sha256');
        for (const { fileName, ...file } of made) hash.update(fileName).update(file.type === 'chunk' ? file.code : file.source);
        for (const [name, bytes] of given) hash.update(name).update(bytes);
        const worker = bundle[keeper];
        if (worker?.type !== 'chunk') throw new Error('The worker that keeps the pages was not built.');
        const shell = { version: hash.digest('hex').slice(0, 16), files: [...made.map(({ fileName }) => fileName), ...given.map(([name]) => name)].map((name) => `/${name}`) };
        worker.code = worker.code.replace('SHELL_OF_THIS_BUILD', JSON.stringify(shell));
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), keptShell(), compressed()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: server, changeOrigin: false } } },
  worker: { format: 'es' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 700 },
});
