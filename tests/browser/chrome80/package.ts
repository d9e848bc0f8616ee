import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const name = 'chrome-aws-lambda';
const version = '2.1.1'; // Carries Chromium 80 as it was built in February 2020.
const cache = resolve(import.meta.dirname, '../../../build/chrome-80');

const run = (program: string, ...given: readonly string[]): void => {
  execFileSync(program, given, { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Where Chromium 80 is; npm brings it the first time. Its libraries are those of Debian's Chromium. */
export const chromium80 = (): string => {
  const program = join(cache, 'chromium');
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  run('npm', 'pack', `${name}@${version}`, '--silent');
  run('tar', 'xzf', `${name}-${version}.tgz`);
  const unpacked = brotliDecompressSync(readFileSync(join(cache, 'package/bin/chromium.br')));
  writeFileSync(`${program}.new`, unpacked, { mode: 0o755 });
  renameSync(`${program}.new`, program); // Whole when it is there.
  return program;
};
