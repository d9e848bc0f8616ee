/** What a key of the pad, or of a keyboard, means on a kiosk. */
export type PadAct =
  | { readonly does: 'guide' }
  | { readonly does: 'louder' }
  | { readonly does: 'quieter' }
  | { readonly does: 'back' }
  | { readonly does: 'digit'; readonly digit: string }
  | { readonly does: 'move'; readonly to: Direction };

export type Direction = 'up' | 'down' | 'left' | 'right';

const acts: Readonly<Record<string, PadAct>> = {
  '*': { does: 'guide' },
  '+': { does: 'louder' },
  '-': { does: 'quieter' },
  '#': { does: 'back' },
  Escape: { does: 'back' },
  ArrowUp: { does: 'move', to: 'up' },
  ArrowDown: { does: 'move', to: 'down' },
  ArrowLeft: { does: 'move', to: 'left' },
  ArrowRight: { does: 'move', to: 'right' },
};

/** Enter and Tab are left to the browser: they do the same everywhere. */
export const padAct = (key: string): PadAct | null =>
  /^\d$/.test(key) ? { does: 'digit', digit: key } : (acts[key] ?? null);

/** The figures typed so far, of which no number of a tile may come; they begin anew then. */
export const typed = (before: string, digit: string, tiles: number): string => {
  const number = Number(before + digit);
  if (number >= 1 && number <= tiles) return String(number);
  return Number(digit) >= 1 && Number(digit) <= tiles ? digit : '';
};

/** Whether no further figure could follow: then the tile is chosen without waiting. */
export const isWhole = (figures: string, tiles: number): boolean => Number(figures) * 10 > tiles;

export interface Box {
  readonly x: number; // Of its middle.
  readonly y: number;
}

const ahead = (from: Box, to: Box, direction: Direction): { along: number; aside: number } => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (direction === 'right') return { along: dx, aside: Math.abs(dy) };
  if (direction === 'left') return { along: -dx, aside: Math.abs(dy) };
  if (direction === 'down') return { along: dy, aside: Math.abs(dx) };
  return { along: -dy, aside: Math.abs(dx) };
};

/** Which of the boxes an arrow leads to; null where there is none that way. */
export const boxTowards = (boxes: readonly Box[], from: Box, direction: Direction): number | null => {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  boxes.forEach((box, place) => {
    const { along, aside } = ahead(from, box, direction);
    const cost = along + 3 * aside;
    if (along > 1 && cost < least) [best, least] = [place, cost];
  });
  return best;
};
