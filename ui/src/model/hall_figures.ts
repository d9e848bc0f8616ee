import type { Day, Figure } from '#api/hall';

export type FigureView = Day['figures'][number];

export const figureOf = (day: Day, figure: Figure): FigureView | undefined =>
  day.figures.find((one) => one.figure === figure);

/** How many of how many, where a figure is a share. */
export const outOf = (view: FigureView | undefined): { kept: number; all: number } | null =>
  view === undefined || view.value === null
    ? null
    : { kept: Math.round(view.value * view.items), all: view.items };

/** Whole minutes of a wait; what was begun does not count, so that 15 min 40 s is 15. */
export const wholeMinutes = (seconds: number): number => Math.max(0, Math.floor(seconds / 60));

/** Whole minutes within which a wait was over: never less than it took. */
export const minutesWithin = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

/** The end of a ruler of waits: everything shown stands on it, and the promise is never at its edge. */
export const rulerEnd = (promised: number, waits: readonly number[]): number => {
  const step = 300;
  const most = Math.max(promised * 1.4, ...waits);
  return Math.max(step, Math.ceil(most / step) * step);
};

/** Agencies with the longest waits first, those over the promise before all. */
export const slowestAgencies = (day: Day, most: number): Day['waits'] =>
  day.waits
    .filter((waits) => waits.p90_seconds !== null && waits.called > 0)
    .sort((a, b) => (b.p90_seconds ?? 0) - (a.p90_seconds ?? 0))
    .slice(0, most);
