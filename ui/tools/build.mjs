// node ui/tools/build.mjs OUT: builds the pages into OUT/dist, and OUT/files.S and OUT/files.cpp of them.
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { embed } from './embed.mjs';
import { writeFont } from './font.mjs';
import { writeMessages } from './messages.mjs';

const out = resolve(process.argv[2] ?? 'build/ui');
process.env.GERAI_UI_OUT = out;

writeMessages('messages', join(out, 'generated/messages.ts'));
await writeFont(join(out, 'generated/font.woff2'));
await build({ configFile: 'ui/vite.config.ts', logLevel: 'warn' });
embed(join(out, 'dist'), out);
