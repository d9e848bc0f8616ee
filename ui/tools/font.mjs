// The one font of the pages: Plus Jakarta Sans with the letters of both languages and figures of one
// width, all weights from 500 to 700.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import subsetFont from 'subset-font';

const source =
  'node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');

export const writeFont = async (file) => {
  const font = await subsetFont(readFileSync(source), `${ascii}–—‘’“”…·×→éÉ°`, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 500, max: 700 } },
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, font);
};
