import type { ComponentProps } from 'svelte';
import type LinkBar from './LinkBar.svelte';

export const examples = {
  wrong: { text: 'Sambungan terputus sejak 10.42' },
  empty: { text: '' },
} satisfies Record<string, ComponentProps<typeof LinkBar>>;
