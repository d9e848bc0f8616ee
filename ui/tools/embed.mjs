// Makes of a folder what the program carries: each file as it is and, where that is shorter, packed by
// gzip and Brotli, in the data of an assembler file, and a table of them in C++.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
const isPackedAlready = new Set(['.woff2', '.png']);

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const variantsOf = (file) => {
  const plain = readFileSync(file);
  if (isPackedAlready.has(extname(file))) return { plain };
  const gzip = gzipSync(plain, { level: 9 });
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  return {
    plain,
    ...(gzip.length < plain.length ? { gzip } : {}),
    ...(brotli.length < plain.length ? { brotli } : {}),
  };
};

export const embed = (folder, out) => {
  const packed = join(out, 'packed');
  mkdirSync(packed, { recursive: true });
  const data = ['    .section .rodata'];
  const symbols = [];
  const rows = [];

  const include = (name, content) => {
    const file = join(packed, name);
    writeFileSync(file, content);
    data.push(`    .global ${name}`, '    .balign 16', `${name}:`, `    .incbin "${file}"`);
    symbols.push(`extern const char ${name}[];`);
    return `{${name}, ${content.length}}`;
  };

  filesIn(folder).forEach((file, index) => {
    const path = relative(folder, file);
    const type = types[extname(file)];
    if (!type) throw new Error(`embed: the type of ${path} is unknown`);
    const { plain, gzip, brotli } = variantsOf(file);
    const name = `gerai_page_file_${index}`;
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 24);
    const view = (suffix, content) => (content ? include(`${name}_${suffix}`, content) : '{}');
    rows.push(
      `    {"${path}", "${type}", "${hash}", ${view('plain', plain)}, ${view('gzip', gzip)}, ${view('brotli', brotli)}},`,
    );
  });

  writeFileSync(join(out, 'files.S'), `${data.join('\n')}\n    .section .note.GNU-stack,"",%progbits\n`);
  writeFileSync(
    join(out, 'files.cpp'),
    `#include "pages/files.h"\n\nextern "C" {\n${symbols.join('\n')}\n}\n\n` +
      `namespace gerai::pages {\n\nnamespace {\n\nconstexpr File all[] = {\n${rows.join('\n')}\n};\n\n` +
      `}  // namespace\n\nstd::span<const File> files() { return all; }\n\n}  // namespace gerai::pages\n`,
  );
};
