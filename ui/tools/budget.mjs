// What a page may weigh, packed by gzip. A page that weighs more ends the build.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kilobyte = 1024;

/** Scripts of a screen, by its page. What a phone loads has its style weighed too. */
const scripts = { board: 150, kiosk: 150 };
const scriptsOfConsoles = 200;
const ofFollow = { '.js': 5, '.css': 4 }; // Its HTML has 4 of the 8 KB, which tests/browser weighs.

const packed = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

const hold = (what, bytes, most) => {
  const size = `${(bytes / kilobyte).toFixed(1)} KB`;
  if (bytes > most * kilobyte) throw new Error(`budget: ${what} weighs ${size}, and may weigh ${most} KB`);
  return `${what} ${size}`;
};

const scriptsOf = (dist, page) => [
  ...new Set([...readFileSync(join(dist, page), 'utf8').matchAll(/(assets\/[\w.-]+\.js)/g)].map(([, file]) => file)),
];

/** Holds every page of a built folder to its budget, and gives what each weighs. */
export const holdToBudgets = (dist) => {
  const pages = readdirSync(dist).filter((file) => file.endsWith('.html'));
  const screens = pages.map((page) => {
    const name = page.replace('.html', '');
    const bytes = scriptsOf(dist, page).reduce((sum, file) => sum + packed(join(dist, file)), 0);
    return hold(`the script of ${name}`, bytes, scripts[name] ?? scriptsOfConsoles);
  });
  const follow = readdirSync(join(dist, 'assets')).filter((file) => file.startsWith('follow-'));
  const phone = follow.map((file) => {
    const ending = file.slice(file.lastIndexOf('.'));
    return hold(`follow${ending}`, packed(join(dist, 'assets', file)), ofFollow[ending]);
  });
  return [...screens, ...phone];
};
