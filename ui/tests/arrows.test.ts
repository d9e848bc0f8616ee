import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');

/** From the lowest: a folder knows itself and those before it. */
const floors = ['base', 'api', 'model', 'kit', 'pages'];

const filesOf = (floor: string): string[] =>
  readdirSync(join(source, floor), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ts|svelte)$/.test(file),
  );

/** The floors that a file names in its imports; the generated texts and types are below all. */
const named = (text: string): string[] =>
  [...text.matchAll(/from '(?:#|(?:\.\.\/)+)(\w+)\//g)]
    .map((match) => match[1] ?? '')
    .filter((floor) => floors.includes(floor));

describe('the arrows', () => {
  test.each(floors)('of %s lead down', (floor) => {
    const allowed = floors.slice(0, floors.indexOf(floor) + 1);
    for (const file of filesOf(floor)) {
      const text = readFileSync(join(source, floor, file), 'utf8');
      for (const other of named(text)) expect(allowed, `${floor}/${file}`).toContain(other);
    }
  });
});
