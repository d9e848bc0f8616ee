import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type ScreenHead from './ScreenHead.svelte';

export const examples = {
  usual: { mall: 'Mal Pelayanan Publik Kabupaten Paser', title: 'Pengelola', date: 'Rabu, 25 November 2026', time: '09.05 WITA', trial: 'Percobaan', language: 'English', onlanguage: nothing },
  long: { mall: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah', title: 'Petugas depan', date: 'Rabu, 25 November 2026', time: '09.05 WITA', trial: '', language: 'English', onlanguage: nothing },
} satisfies Record<string, ComponentProps<typeof ScreenHead>>;
