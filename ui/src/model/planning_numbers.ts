import type { Measured } from '#api/planning';
import type { Language } from '#base/language.svelte';
import type { Spread } from './interval_chart';

/** `1.001` or `3,1` as the language writes it. */
export const written = (value: number, language: Language, decimals = 0): string =>
  new Intl.NumberFormat(language === 'id' ? 'id' : 'en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value);

/** The ends between which a mean lies, never beyond what there can be. */
export const spreadOf = ({ value, margin }: Measured, scale = 1, most = Infinity): Spread => ({
  value: value * scale,
  low: Math.max(0, (value - margin) * scale),
  high: Math.min(most, (value + margin) * scale),
});

/** Counter numbers as ranges: `83-86, 90`. */
export const rangesOf = (numbers: readonly number[]): string => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
};
