import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What citizens open on phones of their own, in Chromium 80. */
export default defineConfig({
  root: here('.'),
  cacheDir: here('../../../build/browser'),
  test: {
    include: ['*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 300_000, // The first time the browser comes over the network.
    server: { deps: { external: [/node_modules/] } },
  },
});
