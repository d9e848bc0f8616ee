import type { ComponentProps } from 'svelte';
import type TicketNumber from './TicketNumber.svelte';

export const examples = {
  usual: { number: 'B-023', hue: 0 },
  full: { number: 'AR-1023', hue: 5 },
} satisfies Record<string, ComponentProps<typeof TicketNumber>>;
