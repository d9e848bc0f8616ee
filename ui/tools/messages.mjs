// The texts of the pages as TypeScript, made from the catalogues at the root: a function for each key
// that begins with `page.`, a file for each part that names them (`page.kiosk.`), so that a page carries
// only the texts of the parts that it shows. A key or placeholder that one language lacks ends the build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const prefix = 'page.';

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);

const read = (file) => {
  const all = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(all).filter(([key]) => key.startsWith(prefix)));
};

const fault = (text) => {
  throw new Error(`messages: ${text}`);
};

/** `page.kiosk.what_to_bring` is of `kiosk`; what has no part is of all. */
const partOf = (key) => {
  const names = key.slice(prefix.length).split('.');
  return names.length > 1 ? names[0] : 'all';
};

/** `page.kiosk.what_to_bring` is `kiosk_what_to_bring`. */
const nameOf = (key) => key.slice(prefix.length).replaceAll('.', '_');

const functionOf = (key, id, en) => {
  const names = [...new Set(placeholders(id))].sort();
  const other = [...new Set(placeholders(en))].sort();
  if (names.join() !== other.join()) fault(`${key} has other placeholders in English`);
  const texts = `${JSON.stringify(id)}, ${JSON.stringify(en)}`;
  if (names.length === 0) return `export const ${nameOf(key)} = (): string => say(${texts});`;
  const type = names.map((name) => `${name}: string | number`).join('; ');
  return `export const ${nameOf(key)} = (given: { ${type} }): string => say(${texts}, given);`;
};

export const writeMessages = (directory, file) => {
  const id = read(`${directory}/id.json`);
  const en = read(`${directory}/en.json`);
  for (const key of en.keys()) if (!id.has(key)) fault(`${key} is missing in Indonesian`);
  const parts = new Map();
  for (const [key, text] of id) {
    const line = functionOf(key, text, en.get(key) ?? fault(`${key} is missing in English`));
    parts.set(partOf(key), [...(parts.get(partOf(key)) ?? []), line]);
  }
  mkdirSync(dirname(file), { recursive: true });
  const name = basename(file, '.ts');
  for (const [part, lines] of parts) {
    const head = "import { say } from '#base/language.svelte';";
    writeFileSync(join(dirname(file), `${name}_${part}.ts`), `${head}\n\n${lines.join('\n')}\n`);
  }
  writeFileSync(file, [...parts.keys()].map((part) => `export * from './${name}_${part}';\n`).join(''));
};
