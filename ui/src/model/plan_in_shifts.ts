import type { PlannedChange, PlannedPool, PlannedShift, PlanResult } from '#api/planning';
import type { Mark } from './half_hour_grid';
import { agencyOf, markOf, promisesOf } from './roster';
import type { Gantt, GanttGroup, GanttLane } from './shift_gantt';

/** The plan that is to be run: in shifts, where there are some. */
export const asRun = (result: PlanResult): PlanResult => {
  const { in_shifts: shifts } = result;
  if (shifts == null) return result;
  return {
    ...result,
    counter_half_hours: shifts.counter_half_hours,
    most_at_once: shifts.most_at_once,
    cells: shifts.cells,
    open: shifts.open,
    pools: result.pools.map((pool) => {
      const own = pool.in_shifts;
      if (own == null) return pool;
      const half_hours = pool.half_hours.map((one, place) => ({ ...one, counters: own.counters[place] ?? 0 }));
      return { ...pool, counter_half_hours: own.counter_half_hours, half_hours, cells: own.cells };
    }),
  };
};

interface Words {
  readonly clock: (time: string) => string;
  readonly countersOf: (pool: PlannedPool) => string;
}

/** The half-hours of a shift by their places: the last one ends with the day. */
const stretchOf = ({ from, to }: PlannedShift, halfHours: readonly string[]): { from: number; to: number } => {
  const end = halfHours.indexOf(to);
  return { from: Math.max(0, halfHours.indexOf(from)), to: end < 0 ? halfHours.length : end };
};

const lanesOf = (shifts: readonly PlannedShift[], halfHours: readonly string[], { clock }: Words): GanttLane[] => {
  const lanes = new Map<number, GanttLane>();
  for (const shift of shifts) {
    const stretch = { ...stretchOf(shift, halfHours), text: `${clock(shift.from)}-${clock(shift.to)}` };
    lanes.set(shift.counter, { id: String(shift.counter), stretches: [...(lanes.get(shift.counter)?.stretches ?? []), stretch] });
  }
  return [...lanes.values()];
};

const marksOf = (pool: PlannedPool): Mark[] => promisesOf(pool).map((promise) => markOf[promise]);

/** Which counter is open from when to when, a lane for each; `pools` are those of the plan that is run. */
export const ganttOf = (result: PlanResult, pools: readonly PlannedPool[], words: Words): Gantt => ({
  columns: result.half_hours.map(words.clock),
  groups: pools.map((pool): GanttGroup => {
    const shifts = (result.in_shifts?.roster ?? []).filter((shift) => shift.pool === pool.id);
    return { id: pool.id, label: agencyOf(pool), note: words.countersOf(pool), marks: marksOf(pool), lanes: lanesOf(shifts, result.half_hours, words) };
  }),
});

export interface ChangedPlace {
  readonly pool: PlannedPool;
  readonly from: string;
  readonly in_time: PlannedChange['in_time'];
  readonly isNew: boolean; // All counters are open then: it would have to be built.
}

/** Where one counter more or fewer was tried; `pools` are those of the plan that is run. */
export const placesOf = (changes: readonly PlannedChange[], pools: readonly PlannedPool[]): ChangedPlace[] =>
  changes.flatMap(({ pool: id, from, in_time }) => {
    const pool = pools.find((one) => one.id === id);
    if (pool === undefined) return [];
    const open = pool.half_hours.find((one) => one.from === from)?.counters ?? 0;
    return [{ pool, from, in_time, isNew: open >= pool.counters.length }];
  });

export interface BrokenPlace {
  readonly pool: PlannedPool;
  readonly from: string;
  readonly share: number;
}

/** The promises that more visitors would break, the worst first. */
export const brokenPlaces = (pools: readonly PlannedPool[]): BrokenPlace[] =>
  pools
    .flatMap((pool) => (pool.review?.broken ?? []).map(({ from, service_level }) => ({ pool, from, share: service_level.value })))
    .sort((a, b) => a.share - b.share);

/** Pools by how busy their clerks are, the busiest first. */
export const busiestFirst = (pools: readonly PlannedPool[]): PlannedPool[] =>
  pools.filter(({ review }) => review != null).sort((a, b) => busyIn(b) - busyIn(a));

const busyIn = ({ review }: PlannedPool): number => review?.use.utilisation.value ?? 0;
