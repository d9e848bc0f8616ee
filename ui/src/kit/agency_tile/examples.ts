import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type AgencyTile from './AgencyTile.svelte';

export const examples = {
  usual: { prefix: 'B', hue: 0, name: 'Dinas Kependudukan dan Pencatatan Sipil', language: undefined, note: '4 menunggu', isAbsent: false, onpress: nothing },
  long: { prefix: 'AR', hue: 4, name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah', language: 'id', note: '128 menunggu', isAbsent: false, onpress: nothing },
  empty: { prefix: 'C', hue: 2, name: 'PDAM', language: undefined, note: '', isAbsent: true, onpress: nothing },
} satisfies Record<string, ComponentProps<typeof AgencyTile>>;
