import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The screens in Debian's Chromium: one browser and one trial hall for nearly all tests. */
export default defineConfig({
  root: here('.'),
  cacheDir: here('../../build/browser'),
  test: {
    include: [process.env['LONG'] === undefined ? '*.test.ts' : 'long/*.test.ts'],
    globalSetup: here('setup.ts'),
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 120_000,
    server: { deps: { external: [/node_modules/] } },
  },
});
