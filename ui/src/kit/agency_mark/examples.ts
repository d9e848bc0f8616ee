import type { ComponentProps } from 'svelte';
import type AgencyMark from './AgencyMark.svelte';

export const examples = {
  usual: { prefix: 'B', hue: 0 },
  long: { prefix: 'AR', hue: 5 },
} satisfies Record<string, ComponentProps<typeof AgencyMark>>;
