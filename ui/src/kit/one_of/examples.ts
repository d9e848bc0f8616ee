import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type OneOf from './OneOf.svelte';

const choices = [
  { value: 'kept', name: 'Tepat waktu' },
  { value: 'wait', name: 'Lama tunggu' },
];
const long = 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah';

export const examples = {
  usual: { label: 'Bandingkan menurut', choices, chosen: 'kept', onchoose: nothing },
  long: { label: 'Instansi', choices: [...choices, { value: 'long', name: long }], chosen: 'long', onchoose: nothing },
} satisfies Record<string, ComponentProps<typeof OneOf>>;
