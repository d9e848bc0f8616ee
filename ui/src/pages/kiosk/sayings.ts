/** A dialog hides what is beneath it. */
export const scene = (page: Document): ParentNode => page.querySelector('dialog[open]') ?? page;

/** What can be pressed of a kind; what has no room on the page cannot be. */
export const seenIn = (page: Document, kind: string): HTMLElement[] =>
  [...scene(page).querySelectorAll<HTMLElement>(kind)].filter((one) => one.getClientRects().length > 0);

/** The tiles that can be chosen, in the order of their numbers. */
export const tilesIn = (page: Document): HTMLElement[] => seenIn(page, '[data-tile]:enabled');

/**
 * What is said of the screen, as keys of the voice guide: its texts in their order, a tile with the number
 * that chooses it.
 */
export const sayings = (page: Document): string[] => {
  const tiles = tilesIn(page);
  return [...scene(page).querySelectorAll<HTMLElement>('[data-say]')].flatMap((one) => {
    const say = one.dataset['say'] ?? '';
    if (!('tile' in one.dataset)) return [say];
    const number = tiles.indexOf(one) + 1;
    return number === 0 ? [] : [`${number}.${say}`];
  });
};
