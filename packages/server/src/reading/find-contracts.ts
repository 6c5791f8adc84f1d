import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { Sentence } from '../platform/sentence.ts';

/** Files that are one contract: the page images of a folder in order, or one PDF. */
export interface ContractFiles {
  /** Folder below the target that takes its results. */
  name: string;
  kind: 'images' | 'pdf';
  files: string[];
}

const imageEndings = new Set(['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.webp', '.bmp', '.heic', '.heif', '.avif']);
const inOrder = new Intl.Collator('en', { numeric: true });

/**
 * The contracts under some paths. A folder that holds page images is one, PDFs beside them are passed over; elsewhere each PDF is one. They are named after the
 * folder or the PDF; where two would have one name, each is named by its path under the path given.
 */
export async function findContracts(paths: readonly string[]): Promise<ContractFiles[]> {
  const found = (await Promise.all(paths.map(async (path) => (await under(resolve(path))).map((each) => ({ ...each, root: resolve(path) }))))).flat();
  const unique = found.filter((each, i) => found.findIndex((other) => other.files[0] === each.files[0]) === i);
  const short = unique.map(({ kind, files: [first = ''] }) => (kind === 'images' ? basename(dirname(first)) : basename(first, extname(first))));
  return unique.map(({ kind, files, root }, i) => {
    const clash = short.some((other, k) => k !== i && other === short[i]);
    const place = kind === 'images' ? dirname(files[0] ?? '') : (files[0] ?? '').slice(0, -extname(files[0] ?? '').length);
    return { name: clash ? join(basename(root), relative(root, place)) : (short[i] ?? ''), kind, files };
  });
}

async function under(path: string): Promise<Omit<ContractFiles, 'name'>[]> {
  const info = await stat(path).catch(() => {
    throw new Sentence(`There is no ${path}, or it may not be read.`);
  });
  if (!info.isDirectory()) {
    const kind = kindOf(path);
    return kind ? [{ kind, files: [path] }] : [];
  }
  const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.')).sort((a, b) => inOrder.compare(a.name, b.name));
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name));
  const images = files.filter((file) => kindOf(file) === 'images');
  const own = images.length > 0 ? [{ kind: 'images' as const, files: images }] : files.filter((file) => kindOf(file) === 'pdf').map((file) => ({ kind: 'pdf' as const, files: [file] }));
  const below = await Promise.all(entries.filter((entry) => entry.isDirectory()).map(({ name }) => under(join(path, name))));
  return [...own, ...below.flat()];
}

function kindOf(path: string): ContractFiles['kind'] | null {
  const ending = extname(path).toLowerCase();
  return ending === '.pdf' ? 'pdf' : imageEndings.has(ending) ? 'images' : null;
}
