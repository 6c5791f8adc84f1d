import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** For tests: where a committed sample lies, and its bytes. */
export const fixturePath = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

export const fixture = (name: string): Promise<Buffer> => readFile(fixturePath(name));
