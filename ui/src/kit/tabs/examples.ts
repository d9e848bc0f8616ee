import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type Tabs from './Tabs.svelte';

export const examples = {
  usual: {
    label: 'Bagian perencanaan',
    tabs: [
      { href: '#hari-ini', name: 'Hari ini', isHere: true },
      { href: '#rencana', name: 'Rencana', isHere: false },
      { href: '#jika', name: 'Bagaimana jika', isHere: false },
    ],
    onchoose: nothing,
  },
} satisfies Record<string, ComponentProps<typeof Tabs>>;
