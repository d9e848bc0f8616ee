import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type PriorityChoice from './PriorityChoice.svelte';

export const examples = {
  usual: { label: 'Prioritas', choices: [{ id: 'none', word: 'Tidak' }, { id: 'elderly', word: 'Lansia' }], chosen: 'none', name: 'usual', onchoose: nothing },
  full: { label: 'Prioritas', choices: ['Tidak', 'Lansia', 'Disabilitas', 'Hamil', 'Membawa bayi', 'Pendamping pasien rujukan'].map((word) => ({ id: word, word })), chosen: 'Hamil', name: 'full', onchoose: nothing },
} satisfies Record<string, ComponentProps<typeof PriorityChoice>>;
