/** Which page of the kiosk. */
export type Place =
  | { readonly at: 'home'; readonly page: number }
  | { readonly at: 'events' }
  | { readonly at: 'agency'; readonly agency: string }
  | { readonly at: 'search'; readonly words: string }
  | { readonly at: 'check' };

/** All that a person has chosen so far. */
export interface Choice {
  readonly place: Place;
  readonly services: readonly string[];
  readonly priority: string;
}

/** Where a person is, and the way there: going back undoes the last step whole. */
export interface Way {
  readonly now: Choice;
  readonly before: readonly Choice[];
}

export const noPriority = 'none';

export const start: Way = {
  now: { place: { at: 'home', page: 0 }, services: [], priority: noPriority },
  before: [],
};

const step = (way: Way, change: Partial<Choice>): Way => ({
  now: { ...way.now, ...change },
  before: [...way.before, way.now],
});

const here = (way: Way, change: Partial<Choice>): Way => ({ ...way, now: { ...way.now, ...change } });

export const go = (way: Way, place: Place): Way => step(way, { place });

/** Turns a leaf, or types a letter: no step of its own. */
export const turn = (way: Way, place: Place): Way => here(way, { place });

export const back = (way: Way): Way => {
  const last = way.before.at(-1);
  return last === undefined ? way : { now: last, before: way.before.slice(0, -1) };
};

/** Chooses services besides those chosen, and looks at them. */
export const choose = (way: Way, services: readonly string[]): Way =>
  step(way, {
    place: { at: 'check' },
    services: [...way.now.services, ...services.filter((id) => !way.now.services.includes(id))],
  });

/** Takes a service out; when it was the last one there is nothing left to look at. */
export const drop = (way: Way, service: string): Way => {
  const services = way.now.services.filter((id) => id !== service);
  return services.length > 0 ? step(way, { services }) : { ...start, before: [] };
};

export const declare = (way: Way, priority: string): Way => here(way, { priority });

export const isUntouched = (way: Way): boolean =>
  way.before.length === 0 && way.now.place.at === 'home' && way.now.place.page === 0;

export const onOnePage = 12;
export const eventsAtHome = 6; // At most,
export const eventsThatFit = 4; // and on any kiosk, whatever else its first page has to say.

export interface Leaf<Item> {
  readonly items: readonly Item[];
  readonly first: number; // Counted from 1.
  readonly last: number;
  readonly pages: number;
}

/** A page of a list; beyond its end is its last page. */
export const leafOf = <Item>(all: readonly Item[], page: number, size = onOnePage): Leaf<Item> => {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  const items = all.slice(at * size, (at + 1) * size);
  return { items, first: at * size + 1, last: at * size + items.length, pages };
};
