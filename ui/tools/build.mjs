// node ui/tools/build.mjs OUT: builds the pages into OUT/dist, and OUT/files.S and OUT/files.cpp of them.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { holdToBudgets } from './budget.mjs';
import { embed } from './embed.mjs';
import { writeFont } from './font.mjs';
import { writeMessages } from './messages.mjs';

const out = resolve(process.argv[2] ?? 'build/ui');
process.env.GERAI_UI_OUT = out;
const figures = 'ui/src/plain/figures';

/** A file as it stands, or as it is changed, under a name with its content's hash. */
const copyHashed = (file, name, ending, change = (text) => text) => {
  const content = change(readFileSync(file, 'utf8'));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  writeFileSync(join(out, `dist/assets/${name}-${hash}${ending}`), content);
};

/** The faces of the screens and what stands in for them, with the font that the screens were built with. */
const withFaces = (css) => {
  const faces = readFileSync('ui/src/kit/tokens.css', 'utf8').match(/@font-face \{[^}]*\}/g).join('\n');
  const font = readdirSync(join(out, 'dist/assets')).find((file) => file.endsWith('.woff2'));
  return css.replace('@faces;', faces.replace('@generated/font.woff2', `/assets/${font}`));
};

/** What citizens open on phones of their own: one plain script for Chrome 80. */
const forOldPhones = (entry, name) => ({
  configFile: false,
  logLevel: 'warn',
  build: {
    target: 'chrome80',
    outDir: join(out, 'dist'),
    emptyOutDir: false,
    modulePreload: false,
    rollupOptions: {
      input: { [name]: entry },
      output: {
        format: 'iife',
        entryFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
});

writeMessages('messages', join(out, 'generated/messages.ts'));
await writeFont(join(out, 'generated/font.woff2'));
await build({ configFile: 'ui/vite.config.ts', logLevel: 'warn' });
await build(forOldPhones('ui/src/follow/main.ts', 'follow'));
await build(forOldPhones('ui/src/plain/start.ts', 'start'));
copyHashed('ui/src/follow/follow.css', 'follow', '.css');
copyHashed('ui/src/plain/plain.css', 'plain', '.css', withFaces);
for (const figure of readdirSync(figures)) copyHashed(join(figures, figure), `figure_${basename(figure, '.svg')}`, '.svg');
console.log(holdToBudgets(join(out, 'dist')).join(', '));
embed(join(out, 'dist'), out);
