import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest begins first, so that no worker is left alone with it at the end. */
const longest = ['interrupted', 'journey', 'archive', 'read-page', 'ingest', 'sweep', 'draw', 'fuzz', 'embedded-postgres', 'sweep-leaks', 'arrange', 'desk', 'demo'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    // A worker goes on with what it has loaded as long as the next file is of the same project.
    return (await super.sort(files)).toSorted((a, b) => a.project.name.localeCompare(b.project.name) || rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Room tests wait for the database as much as they compute; more workers than this crowd a machine of two cores.
    maxWorkers: 2,
    // `isolate: false`: rules keep nothing, and rooms nothing between two houses, so the files of a worker load them once.
    projects: [
      {
        test: {
          name: 'pure',
          isolate: false,
          include: ['packages/{wire,rules,ocr,extract,web}/src/**/*.test.{ts,tsx}', 'scripts/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'rooms',
          isolate: false,
          include: ['packages/server/src/**/*.test.ts'],
          globalSetup: ['packages/server/src/test/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // What a screen comes to show it may take its time over, as Playwright lets it.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
