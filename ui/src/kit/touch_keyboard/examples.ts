import { nothing } from '#kit/example';
import type { ComponentProps } from 'svelte';
import type TouchKeyboard from './TouchKeyboard.svelte';

export const examples = {
  usual: { space: 'Spasi', erase: 'Hapus huruf', onkey: nothing, onerase: nothing },
} satisfies Record<string, ComponentProps<typeof TouchKeyboard>>;
