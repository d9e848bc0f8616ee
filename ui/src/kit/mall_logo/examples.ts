import type { ComponentProps } from 'svelte';
import type MallLogo from './MallLogo.svelte';

const triangle =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 24"%3E%3Cpath d="M2 22 16 2l14 20z" fill="%232e6b2e"/%3E%3C/svg%3E';

export const examples = {
  usual: { src: triangle },
  empty: { src: undefined },
} satisfies Record<string, ComponentProps<typeof MallLogo>>;
