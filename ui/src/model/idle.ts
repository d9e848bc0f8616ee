/** How long a kiosk waits for a person who does nothing, in milliseconds. */
export interface Patience {
  readonly before: number; // Until it asks.
  readonly asking: number; // Until it wipes.
}

/** Before a number is taken: what is chosen would be lost, so the kiosk asks first. */
export const whileChoosing: Patience = { before: 30_000, asking: 20_000 };

/** With the number on the screen: the countdown stands there from the beginning. */
export const withTicket: Patience = { before: 0, asking: 20_000 };

export type Idle =
  | { readonly is: 'here' }
  | { readonly is: 'asked'; readonly left: number } // Whole seconds.
  | { readonly is: 'gone' };

export const idleAfter = (still: number, { before, asking }: Patience): Idle => {
  if (still < before) return { is: 'here' };
  const left = before + asking - still;
  return left <= 0 ? { is: 'gone' } : { is: 'asked', left: Math.ceil(left / 1_000) };
};
