import { argon2 as derive, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon2 = promisify(derive);

// OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; some 60 ms on one core.
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** Argon2id in the PHC string form that other libraries read and write too. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, cost);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(salt)}$${bare(key)}`;
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash);
  if (!read) return false;
  const [, memory, passes, parallelism, salt = '', kept = ''] = read;
  const stored = Buffer.from(kept, 'base64');
  const key = await keyOf(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return key.length === stored.length && timingSafeEqual(key, stored);
}

const keyOf = async (password: string, nonce: Buffer, { memory, passes, parallelism }: typeof cost): Promise<Buffer> =>
  argon2('argon2id', { message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength: 32 });

const bare = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
