import { marksUpTo, pathBetween, pathThrough, scaleOf } from './chart_scale';

/** A range at a moment: eight times in ten it is between low and high, half the time below the median. */
export interface BandPoint {
  readonly at: string; // `10.30`.
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface Band {
  readonly points: readonly BandPoint[];
  readonly promise: number | null; // Where a line stands.
}

export interface DrawnBand {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly area: string;
  readonly upper: string;
  readonly lower: string;
  readonly median: string;
  readonly marks: readonly { readonly y: number; readonly text: string }[];
  readonly hours: readonly { readonly x: number; readonly text: string }[];
  readonly promise: number | null; // Its height.
  readonly over: readonly { readonly x: number; readonly y: number }[]; // Medians beyond the promise.
}

const left = 36;
const right = 20; // Half of the last hour's name.
const top = 26; // Under the unit, and not into it.
const foot = 24;

/** Draws a range over half-hours as a band with its middle. */
export const bandDrawn = ({ points, promise }: Band, width: number, height = 200): DrawnBand => {
  const base = height - foot;
  const marks = marksUpTo(Math.max(promise === null ? 0 : promise * 1.2, ...points.map(({ high }) => high)), 4);
  const across = scaleOf({ from: 0, to: Math.max(1, points.length - 1) }, { from: left, to: width - right });
  const up = scaleOf({ from: 0, to: marks.at(-1) ?? 1 }, { from: base, to: top });
  const line = (value: (point: BandPoint) => number): [number, number][] =>
    points.map((point, place) => [across(place), up(value(point))]);

  const [low, median, high] = [line((one) => one.low), line((one) => one.median), line((one) => one.high)];
  const every = Math.ceil((points.length * 46) / Math.max(1, width - left - right));
  return {
    width,
    height,
    left,
    right: width - right,
    base,
    area: pathBetween(high, low),
    upper: pathThrough(high),
    lower: pathThrough(low),
    median: pathThrough(median),
    marks: marks.map((mark) => ({ y: up(mark), text: String(mark) })),
    hours: points.flatMap(({ at }, place) => (place % every === 0 ? [{ x: across(place), text: at }] : [])),
    promise: promise === null ? null : up(promise),
    over: promise === null ? [] : points.flatMap((one, place) => (one.median > promise ? [{ x: across(place), y: up(one.median) }] : [])),
  };
};
