import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Room tests wait for the database as much as they compute; more workers than this crowd a machine of two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['packages/{wire,rules,ocr,extract,web}/src/**/*.test.{ts,tsx}', 'scripts/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'rooms',
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
        },
      },
    ],
  },
});
