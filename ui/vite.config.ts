import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const out = resolve(process.env.GERAI_UI_OUT ?? here('../build/ui'));

const screens = readdirSync(here('.')).filter((file) => file.endsWith('.html'));

/** Every screen is a page of its own: what one needs, the others do not load. */
export default defineConfig({
  root: here('.'),
  cacheDir: `${out}/cache`,
  plugins: [svelte()],
  resolve: {
    alias: {
      '#generated': `${out}/generated`,
      '@generated': `${out}/generated`, // For style sheets, where # begins a fragment.
      '#base': here('src/base'),
      '#api': here('src/api'),
      '#model': here('src/model'),
      '#kit': here('src/kit'),
    },
  },
  build: {
    outDir: `${out}/dist`,
    emptyOutDir: true,
    assetsInlineLimit: 0, // The policy of the pages allows no data in place of a file.
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: screens.map(here),
      // A page takes the texts of others along unless it is said that nothing happens when they are loaded.
      treeshake: { moduleSideEffects: (id) => !id.includes('/generated/messages') },
    },
  },
  test: { root: here('.'), include: ['tests/**/*.test.ts'] },
});
