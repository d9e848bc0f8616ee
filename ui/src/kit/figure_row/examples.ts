import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type FigureRow from './FigureRow.svelte';

export const examples = {
  usual: { label: 'Tunggu rata-rata', value: '7 mnt', note: 'Rabu lalu 9 mnt', onopen: nothing },
  long: { label: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah', value: '1.284', onopen: nothing },
  empty: { label: 'Tunggu rata-rata', value: '–', isNone: true, onopen: nothing },
  wrong: { label: 'Dilayani dalam 15 menit', value: '61%', isOver: true, note: 'Janji 90%', onopen: nothing },
} satisfies Record<string, ComponentProps<typeof FigureRow>>;
