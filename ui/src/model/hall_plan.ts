import type { Counter, FigureItem, HallNow } from '#api/hall';

export type CellState = 'closed' | 'paused' | 'closing' | 'free' | 'called' | 'serving';

export interface PlannedBooth {
  readonly id: string;
  readonly name: string;
  readonly name_en?: string;
  readonly counters: readonly Counter[];
}

/** Who waits in front of an agency. */
export interface Queue {
  readonly waiting: number;
  readonly oldest: number; // Seconds in which the first of them could have been called.
}

/** What an agency has on a floor. */
export interface Block {
  readonly agency: string | null; // Nobody's today.
  readonly booths: readonly PlannedBooth[];
  readonly queue: Queue | null; // Stands where the agency has its first counters.
  readonly size: number; // Counters.
}

export interface Floor {
  readonly floor: number;
  readonly blocks: readonly Block[];
  readonly waiting: number;
  readonly working: number; // Counters that are open.
  readonly counters: number;
}

/** What a cell of the plan shows of a counter. */
export const cellState = ({ state, current }: Counter): CellState => {
  if (state === 'closing') return 'closing';
  if (current !== null) return current.state === 'called' ? 'called' : 'serving';
  if (state === 'open') return 'free';
  return state;
};

/** Since when the counter is as its cell shows. */
export const cellSince = (counter: Counter): string | undefined =>
  counter.current?.since ?? counter.idle_since ?? counter.since;

const agencyOf = (booth: HallNow['mall']['booths'][number], counters: readonly Counter[]): string | null =>
  booth.agency ?? counters[0]?.agency ?? null;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const queueOf = (waiting: readonly FigureItem[], agency: string): Queue => {
  const own = waiting.filter((item) => item.agency === agency);
  return { waiting: own.length, oldest: Math.max(0, ...own.map((item) => item.wait_seconds)) };
};

const blocksOf = (booths: HallNow['mall']['booths'], { day, waiting }: HallNow, seen: Set<string>): Block[] => {
  const blocks = new Map<string | null, PlannedBooth[]>();
  for (const { id, name, name_en, ...booth } of booths) {
    const counters = day.counters.filter((counter) => counter.booth === id);
    if (counters.length === 0) continue;
    const agency = agencyOf({ id, name, ...booth }, counters);
    const planned = { id, name, ...(name_en === undefined ? {} : { name_en }), counters };
    blocks.set(agency, [...(blocks.get(agency) ?? []), planned]);
  }
  return [...blocks].map(([agency, planned]) => {
    const isFirst = agency !== null && !seen.has(agency);
    if (agency !== null) seen.add(agency);
    const queue = isFirst ? queueOf(waiting, agency) : null;
    return { agency, booths: planned, queue, size: sum(planned.map((booth) => booth.counters.length)) };
  });
};

/** The plan of the mall: floors from below, agencies in the order of their booths; a queue stands once. */
export const planOf = (hall: HallNow): Floor[] => {
  const seen = new Set<string>();
  const floors = [...new Set(hall.mall.booths.map((booth) => booth.floor))].sort((a, b) => a - b);
  return floors.map((floor) => {
    const blocks = blocksOf(hall.mall.booths.filter((booth) => booth.floor === floor), hall, seen);
    const counters = blocks.flatMap((block) => block.booths.flatMap((booth) => booth.counters));
    return {
      floor,
      blocks,
      waiting: sum(blocks.map((block) => block.queue?.waiting ?? 0)),
      working: counters.filter((counter) => counter.state === 'open' || counter.state === 'closing').length,
      counters: counters.length,
    };
  });
};
