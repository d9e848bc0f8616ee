import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type VisitRow from './VisitRow.svelte';

export const examples = {
  usual: { number: 'B-023', hue: 0, note: 'Loket 5, 2 mnt', onpress: nothing },
  wrong: { number: 'B-007', hue: 3, note: 'Dipanggil 3 kali, 9 mnt', isLoud: true, onpress: nothing },
  long: { number: 'AR-1023', hue: 6, note: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah', onpress: nothing },
} satisfies Record<string, ComponentProps<typeof VisitRow>>;
