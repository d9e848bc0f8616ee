import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');

const components = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.svelte'),
);

/** Attributes whose values people read or hear. */
const spoken = new Set(['title', 'alt', 'placeholder', 'aria-label']);

const textsIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (node === null || typeof node !== 'object') return [];
  const { type, data, name, value, ...rest } = node as Record<string, unknown>;
  if (type === 'Text') return /\p{L}/u.test(String(data)) ? [String(data)] : [];
  if (type === 'Attribute') return spoken.has(String(name)) ? textsIn(value) : [];
  return Object.values(rest).flatMap(textsIn);
};

describe('a page', () => {
  test.each(components)('says nothing that is not in the catalogue: %s', (file) => {
    const { fragment } = parse(readFileSync(join(source, file), 'utf8'), { modern: true });
    expect(textsIn(fragment)).toEqual([]);
  });
});
