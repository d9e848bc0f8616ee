import type { ComponentProps } from 'svelte';
import type BandChart from './BandChart.svelte';

const hours = ['10.30', '11.00', '11.30', '12.30', '13.00', '13.30', '14.00', '14.30', '15.00'];
const around = (middle: number, place: number): number => middle * (1 + Math.sin(place));
const band = (middle: number, promise: number | null) => ({
  points: hours.map((at, place) => {
    const median = around(middle, place);
    return { at, low: median * 0.5, median, high: median * 1.8 };
  }),
  promise,
});

const words = { title: 'Lama menunggu pada sisa hari', unit: 'menit', promise: 'Janji: 15 menit' };

export const examples = {
  usual: { band: band(6, 15), ...words },
  wrong: { band: band(14, 15), ...words },
  full: { band: band(400, null), ...words, unit: 'orang' },
  empty: { band: { points: [], promise: 15 }, ...words },
} satisfies Record<string, ComponentProps<typeof BandChart>>;
