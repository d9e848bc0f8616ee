/** What the kiosk knows of a service. */
export interface Offer {
  readonly id: string;
  readonly agency: string;
  readonly name: string;
  readonly name_en?: string;
  readonly requirements: readonly string[];
  readonly requirements_en?: readonly string[]; // As many.
  readonly product: string;
  readonly availability: 'open' | 'full' | 'absent' | 'closed';
  readonly next_open: string | null;
  readonly waiting: number;
}

export type Availability = Offer['availability'];

const byHope: readonly Availability[] = ['open', 'full', 'absent', 'closed'];

/** What can be had of several: the best of them, and the first time when there is more. */
export interface Standing {
  readonly availability: Availability;
  readonly next_open: string | null;
  readonly waiting: number;
}

export const standingOf = (offers: readonly Offer[]): Standing => {
  const availability = byHope.find((one) => offers.some((offer) => offer.availability === one)) ?? 'absent';
  const times = offers.flatMap((offer) => (offer.next_open === null ? [] : [offer.next_open]));
  return {
    availability,
    next_open: times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    waiting: offers.reduce((sum, offer) => sum + offer.waiting, 0),
  };
};

/** Those of the chosen that there are, in the order of choosing. */
export const chosenOf = <One extends Offer>(all: readonly One[], ids: readonly string[]): One[] =>
  ids.flatMap((id) => all.find((offer) => offer.id === id) ?? []);

export const takeable = <One extends Offer>(chosen: readonly One[]): One[] =>
  chosen.filter((offer) => offer.availability === 'open');

/** A thing to bring, in English where the mall's file has it. */
export interface Paper {
  readonly name: string;
  readonly name_en?: string;
}

const papersOf = ({ requirements, requirements_en }: Offer): Paper[] =>
  requirements.map((name, place) => {
    const english = requirements_en?.[place];
    return english === undefined ? { name } : { name, name_en: english };
  });

/** What to bring for all of them together, each paper once. */
export const toBring = (offers: readonly Offer[]): Paper[] => [
  ...new Map(offers.flatMap(papersOf).map((paper) => [paper.name.toLowerCase(), paper])).values(),
];
