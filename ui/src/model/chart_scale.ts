/** Where a value stands between the two ends of a drawing. */
export type Scale = (value: number) => number;

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A straight scale; what lies outside its domain is drawn at the edge, as a chart has no room beside itself. */
export const scaleOf = (domain: Range, drawn: Range): Scale => {
  const size = domain.to - domain.from || 1;
  return (value) => {
    const share = Math.min(1, Math.max(0, (value - domain.from) / size));
    return drawn.from + share * (drawn.to - drawn.from);
  };
};

const steps = [1, 2, 5, 10, 15, 20, 30, 50, 60, 100, 120, 200, 300, 500, 1_000, 2_000, 5_000];

/** The step of an axis that needs at most so many of them to reach its end. */
export const stepOf = (end: number, most: number): number => steps.find((step) => step * most >= end) ?? end / most;

/** Axis marks from zero to the first that is not below the greatest value. */
export const marksUpTo = (greatest: number, most = 5): number[] => {
  const end = Math.max(1, greatest);
  const step = stepOf(end, most);
  return Array.from({ length: Math.ceil(end / step - 1e-9) + 1 }, (_, place) => place * step);
};

/** A path through points. */
export const pathThrough = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** A closed shape between an upper and a lower line. */
export const pathBetween = (
  upper: readonly (readonly [x: number, y: number])[],
  lower: readonly (readonly [x: number, y: number])[],
): string => (upper.length === 0 ? '' : `${pathThrough([...upper, ...[...lower].reverse()])}Z`);
