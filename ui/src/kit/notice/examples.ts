import type { ComponentProps } from 'svelte';
import type Notice from './Notice.svelte';

export const examples = {
  usual: { heading: 'Pengumuman', words: 'Loket 5 pindah ke lantai 2.', note: 'Sampai pukul 12.00' },
  long: { heading: 'Pengumuman', words: 'Pelayanan pencatatan sipil pada hari Jumat dibuka pukul 08.00 sampai 11.30 WITA. Nomor yang sudah diambil tetap dilayani sampai selesai, juga setelah jam itu, di loket yang sama. Terima kasih.' },
  empty: { heading: 'Pengumuman', words: 'Listrik padam.' },
} satisfies Record<string, ComponentProps<typeof Notice>>;
