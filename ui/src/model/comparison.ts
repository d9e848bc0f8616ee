import type { ComparisonResult, Difference, Figures, MallFigures, Measured } from '#api/planning';
import type { IntervalRow, Spread } from './interval_chart';
import { nameIn } from './names';
import { spreadOf } from './planning_numbers';

/** What before and after are compared by. */
export type Compared = 'service_level' | 'wait_minutes' | 'utilisation';

interface Kind {
  readonly scale: number;
  readonly most: number | null;
  readonly isGoodHigh: boolean | null; // Neither: it is only told.
}

export const kinds: Readonly<Record<Compared, Kind>> = {
  service_level: { scale: 100, most: 100, isGoodHigh: true },
  wait_minutes: { scale: 1, most: null, isGoodHigh: false },
  utilisation: { scale: 100, most: 100, isGoodHigh: null },
};

export interface ComparedAgency {
  readonly agency: string;
  readonly name: string;
  readonly before: Spread | null; // None: it does not serve then.
  readonly after: Spread | null;
  readonly difference: Difference | null;
}

const spreadIn = (figures: Figures | undefined, by: Compared): Spread | null => {
  if (figures === undefined || figures.steps.value === 0) return null;
  return spreadOf(figures[by], kinds[by].scale, kinds[by].most ?? Infinity);
};

const figuresOf = (mall: MallFigures, agency: string): Figures | undefined =>
  mall.agencies.find((one) => one.agency === agency)?.figures;

const weightOf = ({ difference }: ComparedAgency): number =>
  difference === null ? Infinity : difference.verdict === 'unclear' ? Math.abs(difference.value) / 1e6 : Math.abs(difference.value);

/** Every agency before and after a scenario, those that it changes most first. */
export const agenciesCompared = (result: ComparisonResult, by: Compared, place = 0): ComparedAgency[] => {
  const scenario = result.scenarios[place];
  if (scenario === undefined) return [];
  const known = new Map([...scenario.figures.agencies, ...result.base.agencies].map((one) => [one.agency, one]));
  return [...known.values()]
    .map(({ agency, agency_name, agency_name_en }) => ({
      agency,
      name: nameIn({ name: agency_name, name_en: agency_name_en }),
      before: spreadIn(figuresOf(result.base, agency), by),
      after: spreadIn(figuresOf(scenario.figures, agency), by),
      difference: scenario.differences.agencies.find((one) => one.agency === agency)?.[by] ?? null,
    }))
    .sort((a, b) => weightOf(b) - weightOf(a));
};

export const intervalRows = (agencies: readonly ComparedAgency[], words: (one: ComparedAgency) => string): IntervalRow[] =>
  agencies.map((one) => ({ id: one.agency, label: one.name, before: one.before, after: one.after, words: words(one) }));

/** A difference as it is said: how much, between which sizes, and to which side. */
export interface SaidDifference {
  readonly is: 'better' | 'worse' | 'unclear';
  readonly size: number;
  readonly least: number; // Of the sizes it may have; for an unclear one how far it may be worse,
  readonly most: number; // and how far it may be better.
}

/** Sizes are those of the figure (minutes, points of a hundred), without a sign. */
export const saidDifference = ({ value, margin, verdict }: Difference, by: Compared): SaidDifference => {
  const { scale, isGoodHigh } = kinds[by];
  const [size, spread] = [value * scale, margin * scale];
  if (verdict === 'unclear') {
    const better = isGoodHigh === false ? spread - size : size + spread;
    return { is: verdict, size: Math.abs(size), least: Math.max(0, 2 * spread - better), most: Math.max(0, better) };
  }
  const ends = [Math.abs(size) - spread, Math.abs(size) + spread] as const;
  return { is: verdict, size: Math.abs(size), least: Math.max(0, ends[0]), most: ends[1] };
};

/** How a change of what a whole day comes to is told, where both are known. */
export const changeOf = (before: Measured, after: Measured): number => after.value - before.value;
