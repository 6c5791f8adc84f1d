import type { TestProject } from 'vitest/node';
import { newId } from '../platform/ids.ts';
import { dropTemplate, startTestServer } from './test-server.ts';

/** Vitest's global set-up: one PostgreSQL for all room tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('postgresUrl', server.url);
  const runId = newId('run').slice(4);
  project.provide('runId', runId);
  return async () => {
    await dropTemplate(server.url, runId);
    await server.stop();
  };
}
