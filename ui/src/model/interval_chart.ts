import { letter, linesOf } from './chart_lines';
import { marksUpTo, scaleOf, stepOf } from './chart_scale';

/** A figure with the ends between which the truth lies 19 times in 20. */
export interface Spread {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface IntervalRow {
  readonly id: string;
  readonly label: string;
  readonly before: Spread | null;
  readonly after: Spread | null;
  readonly words: string; // `8 → 5 mnt`.
}

export interface Intervals {
  readonly rows: readonly IntervalRow[];
  readonly promise: number | null;
  readonly most: number | null; // The greatest value that there can be, such as 100 %; otherwise as the rows need.
  readonly least?: number; // Where the axis begins: 0 unless said.
}

export interface DrawnSpread {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

export interface DrawnInterval {
  readonly id: string;
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  readonly words: { readonly x: number; readonly y: number; readonly text: string };
  readonly line: number; // Under the row.
  readonly before: DrawnSpread | null;
  readonly after: DrawnSpread | null;
}

export interface DrawnIntervals {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly marks: readonly { readonly x: number; readonly text: string }[];
  readonly promise: number | null;
  readonly rows: readonly DrawnInterval[];
}

const wide = 620;
const besides = 232;
const wordsRoom = 132;
const head = 42; // The name of the promise, and the axis under it.
const lineHeight = 17;

const axisOf = (least: number, greatest: number, most: number): number[] => {
  if (least === 0) return marksUpTo(greatest, most);
  const step = stepOf(greatest - least, most);
  const first = Math.floor(least / step) * step;
  return Array.from({ length: Math.ceil((greatest - first) / step - 1e-9) + 1 }, (_, place) => first + place * step);
};

/** Draws figures before and after as points with their intervals, a row for each place. */
export const intervalsDrawn = ({ rows, promise, most, least = 0 }: Intervals, width: number): DrawnIntervals => {
  const isWide = width >= wide;
  const left = isWide ? besides : 8;
  const right = isWide ? width - wordsRoom : width - 8;
  const highs = rows.flatMap(({ before, after }) => [before?.high ?? 0, after?.high ?? 0]);
  const greatest = most ?? Math.max((promise ?? 0) * 1.2, ...highs, 1);
  const marks = axisOf(least, greatest, isWide ? 8 : 4);
  const across = scaleOf({ from: marks[0] ?? 0, to: most ?? marks.at(-1) ?? 1 }, { from: left, to: right });
  const letters = Math.floor((isWide ? besides - 16 : width - wordsRoom) / letter);
  const spread = (one: Spread | null, y: number): DrawnSpread | null =>
    one === null ? null : { x: across(one.value), from: across(one.low), to: across(one.high), y };
  let top = head;
  const drawn = rows.map((row): DrawnInterval => {
    const label = linesOf(row.label, letters);
    const above = isWide ? 0 : Math.max(1, label.length) * lineHeight + 2;
    const height = isWide ? 46 : 34 + above;
    const middle = top + above + (height - above) / 2;
    const first = isWide ? middle + (label.length === 1 ? 5 : -4) : top + 15;
    const words = { x: width, y: isWide ? middle + 5 : top + 15, text: row.words };
    top += height;
    return {
      id: row.id,
      labels: label.map((text, line) => ({ x: 0, y: first + line * lineHeight, text })),
      words,
      line: top,
      before: spread(row.before, middle - 7),
      after: spread(row.after, middle + 7),
    };
  });
  return {
    width,
    height: top + 2,
    left,
    right,
    marks: marks.filter((mark) => most === null || mark <= most).map((mark) => ({ x: across(mark), text: String(mark) })),
    promise: promise === null ? null : across(promise),
    rows: drawn,
  };
};
