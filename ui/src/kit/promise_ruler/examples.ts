import type { ComponentProps } from 'svelte';
import type PromiseRuler from './PromiseRuler.svelte';

export const examples = {
  usual: { value: 420, end: 1800, promise: 900, isOver: false },
  wrong: { value: 1500, end: 1800, promise: 900, isOver: true },
  full: { value: 9000, end: 1800, promise: 900, isOver: true },
  empty: { value: 0, end: 1800, promise: 900, isOver: false },
} satisfies Record<string, ComponentProps<typeof PromiseRuler>>;
