import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type CounterCell from './CounterCell.svelte';

export const examples = {
  usual: { counter: 5, name: 'Loket 5', cell: 'serving', word: 'Melayani', number: 'B-023', minutes: '4 mnt', onpress: nothing },
  empty: { counter: 6, name: 'Loket 6', cell: 'closed', word: 'Tutup', number: '', minutes: '', onpress: nothing },
  full: { counter: 150, name: 'Loket 150', cell: 'closing', word: 'Segera tutup', number: 'AR-1023', minutes: '128 mnt', onpress: nothing },
} satisfies Record<string, ComponentProps<typeof CounterCell>>;
