import type { Keeping, PlannedCell, PlannedPool, PlanResult } from '#api/planning';
import type { GridCell, GridRow, Mark } from './half_hour_grid';
import { nameIn } from './names';

/** How each promise is drawn. */
export const markOf: Readonly<Record<Keeping, Mark>> = {
  kept: 'calm',
  thin: 'faint',
  break: 'off',
  not_kept: 'warned',
  unreachable: 'lost',
};

export const agencyOf = (pool: Pick<PlannedPool, 'agency_name' | 'agency_name_en'>): string =>
  nameIn({ name: pool.agency_name, name_en: pool.agency_name_en });

/** What is promised in each half-hour of a pool: several may be judged together. */
export const promisesOf = (pool: PlannedPool): Keeping[] =>
  pool.half_hours.map(({ from }) => {
    const cell = [...pool.cells].reverse().find((one) => one.from <= from);
    return cell?.promise ?? 'thin';
  });

const cellsOf = (pool: PlannedPool): GridCell[] => {
  const promises = promisesOf(pool);
  return pool.half_hours.map(({ counters }, place) => ({ value: counters, mark: markOf[promises[place] ?? 'thin'] }));
};

const isTroubled = ({ cells, shortage }: PlannedPool): boolean =>
  shortage !== null || cells.some(({ promise }) => promise === 'not_kept' || promise === 'unreachable');

/** Pools in the order in which they are read: those that need something first. */
export const poolsRead = ({ pools }: PlanResult): PlannedPool[] => [
  ...pools.filter(isTroubled),
  ...pools.filter((pool) => !isTroubled(pool)),
];

/** The rows of a roster, and over them how many counters are open in the whole mall. */
export const rosterRows = (
  result: PlanResult,
  pools: readonly PlannedPool[],
  { total, countersOf }: { total: string; countersOf: (pool: PlannedPool) => string },
): GridRow[] => [
  { id: 'all', label: total, isSum: true, cells: result.open.map((value) => ({ value, mark: value === 0 ? 'off' : 'calm' })) },
  ...pools.map((pool) => ({ id: pool.id, label: agencyOf(pool), note: countersOf(pool), cells: cellsOf(pool) })),
];

export interface TightCell {
  readonly pool: PlannedPool;
  readonly cell: PlannedCell;
}

/** The promised half-hours that are nearest to their target: where nothing can be spared. */
export const tightest = ({ pools }: PlanResult, most: number): TightCell[] =>
  pools
    .flatMap((pool) => pool.cells.map((cell) => ({ pool, cell })))
    .filter(({ cell }) => cell.promise === 'kept')
    .sort((a, b) => a.cell.lower_bound - b.cell.lower_bound)
    .slice(0, most);

export interface Unreachable {
  readonly pool: PlannedPool;
  readonly from: string;
  readonly to: string | null; // None: until the end.
  readonly reachable: number; // The least of them.
}

/** What no number of counters would keep: neighbouring half-hours of a pool are one stretch. */
export const unreachables = ({ pools, half_hours }: PlanResult): Unreachable[] =>
  pools.flatMap((pool) => {
    const promises = promisesOf(pool);
    const stretches: Unreachable[] = [];
    promises.forEach((promise, place) => {
      if (promise !== 'unreachable' || promises[place - 1] === 'unreachable') return;
      const end = promises.findIndex((other, at) => at > place && other !== 'unreachable');
      const within = pool.cells.filter((cell) => cell.promise === 'unreachable').map(({ reachable }) => reachable);
      stretches.push({ pool, from: half_hours[place] ?? '', to: end < 0 ? null : (half_hours[end] ?? null), reachable: Math.min(...within) });
    });
    return stretches;
  });
