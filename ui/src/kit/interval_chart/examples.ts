import type { ComponentProps } from 'svelte';
import type IntervalChart from './IntervalChart.svelte';

const spread = (value: number, margin: number) => ({ value, low: value - margin, high: value + margin });
const row = (id: string, label: string, before: number, after: number) => ({
  id,
  label,
  before: spread(before, 2),
  after: spread(after, 3),
  words: `${before} → ${after}%`,
});
const long = 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah';
const words = { title: 'Dipanggil tepat waktu, sebelum dan sesudah', promise: 'Janji: 90%' };

export const examples = {
  usual: { intervals: { rows: [row('a', 'Polres Paser', 82, 93), row('b', 'BPJS Kesehatan', 91, 90)], promise: 90, most: 100, least: 50 }, ...words },
  long: { intervals: { rows: [row('a', long, 82, 93)], promise: 90, most: 100, least: 50 }, ...words },
  wrong: { intervals: { rows: [{ ...row('a', 'PT PLN', 82, 0), after: null, words: '82 → -' }], promise: 90, most: 100, least: 50 }, ...words },
  empty: { intervals: { rows: [], promise: 15, most: null }, title: words.title, promise: 'Janji: 15 menit' },
} satisfies Record<string, ComponentProps<typeof IntervalChart>>;
