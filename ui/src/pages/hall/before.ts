import type { Figure } from '#api/hall';

/** What stands before the screen. */
export type Before =
  | { readonly is: 'figure'; readonly figure: Figure }
  | { readonly is: 'counter'; readonly number: number }
  | { readonly is: 'notice' };
