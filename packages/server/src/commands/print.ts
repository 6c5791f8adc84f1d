import { readFileSync } from 'node:fs';
import { describeConfig, readConfig } from '../platform/config.ts';

export async function printConfig(): Promise<number> {
  console.log(describeConfig(readConfig()));
  return 0;
}

export async function printVersion(): Promise<number> {
  const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as { version: string };
  console.log(`qige ${version} (Node ${process.versions.node}, ${process.platform}-${process.arch})`);
  return 0;
}
