import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Tokens = Readonly<Record<string, string>>;

const css = readFileSync('ui/src/kit/tokens.css', 'utf8');

const tokensIn = (selector: string): Tokens => {
  const begin = css.indexOf(`${selector} {`);
  const block = css.slice(begin, css.indexOf('}', begin));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
};

const plain = tokensIn(':root');
const looks = {
  plain: { tokens: plain, text: 4.5 },
  kiosk: { tokens: { ...plain, ...tokensIn(":root[data-look='kiosk']") }, text: 7 },
  board: { tokens: { ...plain, ...tokensIn(":root[data-look='board']") }, text: 7 },
};

/** Of sRGB, as WCAG 2 defines it. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const hues = [0, 1, 2, 3, 4, 5, 6, 7];
const grounds = ['ground', 'surface', 'action-tint', 'attention-tint'];

/** What carries text on what. */
const textPairs = [
  ...['ink', 'quiet'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...['ground', 'surface', 'action-tint'].map((ground) => ['action', ground]),
  ...['ground', 'surface', 'attention-tint'].map((ground) => ['attention', ground]),
  ['on-action', 'action'],
  ['on-attention', 'attention'],
  ['ground', 'ink'],
] as const;

/** An agency's letter is large wherever it stands, and its name stands beside it. */
const huePairs = hues.flatMap((hue) => [
  [`hue-${hue}`, 'ground'],
  [`hue-${hue}`, 'surface'],
  ['on-hue', `hue-${hue}`],
]);

/** What shows where a control is. */
const controlPairs = ['ground', 'surface', 'action-tint', 'attention-tint'].map((ground) => ['edge', ground]);

const tooFaint = (tokens: Tokens, pairs: readonly (readonly string[])[], least: number): string[] =>
  pairs.flatMap(([one = '', other = '']) => {
    const [a, b] = [tokens[one], tokens[other]];
    if (a === undefined || b === undefined) return [`${one} or ${other} is no token`];
    const found = contrast(a, b);
    return found < least ? [`${one} on ${other}: ${found.toFixed(2)} < ${least}`] : [];
  });

test('black on white is as far apart as can be', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test.each(Object.entries(looks))('every text of the %s look can be read', (_, { tokens, text }) => {
  expect(tooFaint(tokens, textPairs, text)).toEqual([]);
});

test.each(Object.entries(looks))('every agency of the %s look can be told from the others', (name, { tokens }) => {
  expect(tooFaint(tokens, huePairs, name === 'board' ? 7 : 4.5)).toEqual([]);
});

test.each(Object.entries(looks))('every control of the %s look shows its edge', (_, { tokens }) => {
  expect(tooFaint(tokens, controlPairs, 3)).toEqual([]);
});

test('the page of a visit, which has its own style, is drawn with the same colours', () => {
  const follow = readFileSync('ui/src/follow/follow.css', 'utf8');
  const own = [...follow.matchAll(/#([0-9a-f]{6}|[0-9a-f]{3})\b/g)].map(([, value = '']) =>
    value.length === 3 ? `#${value.replace(/./g, '$&$&')}` : `#${value}`,
  );
  const known = new Set(Object.values(plain));
  expect(own.filter((colour) => !known.has(colour))).toEqual([]);
});

test('the accent of each bundled mall shows on every ground', () => {
  for (const file of readdirSync('malls').filter((name) => name.endsWith('.toml'))) {
    const accent = /^accent = "(#[0-9A-Fa-f]{6})"$/m.exec(readFileSync(`malls/${file}`, 'utf8'))?.[1] ?? '';
    expect(contrast(accent, '#ffffff'), `${file}: on white`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent, plain['ground'] ?? ''), `${file}: as a bar`).toBeGreaterThanOrEqual(3);
  }
});
