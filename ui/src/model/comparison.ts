import type { ComparisonResult, Difference, Figures, MallFigures, ScenarioDifferences } from '#api/planning';
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
  const measured = figures === undefined || figures.steps.value === 0 ? null : figures[by];
  return measured === null ? null : spreadOf(measured, kinds[by].scale, kinds[by].most ?? Infinity);
};

const figuresOf = (mall: MallFigures, agency: string): Figures | undefined =>
  mall.agencies.find((one) => one.agency === agency)?.figures;

/** Agencies that come or go are first; what is not clear is after all that is. */
const weightOf = ({ before, after, difference }: ComparedAgency): number => {
  const known = difference?.difference ?? null;
  if (known === null || (before === null) !== (after === null)) return Infinity;
  const { value, margin } = known;
  return Math.abs(value) / (Math.abs(value) > margin ? 1 : 1e6);
};

/** Every agency before and after a scenario, those that it changes most first. */
export const agenciesCompared = (result: ComparisonResult, by: Compared, place = 0): ComparedAgency[] => {
  const scenario = result.scenarios[place];
  if (scenario === undefined) return [];
  const known = new Map([...scenario.outlook.agencies, ...result.as_it_is.agencies].map((one) => [one.agency, one]));
  return [...known.values()]
    .map(({ agency, agency_name, agency_name_en }) => ({
      agency,
      name: nameIn({ name: agency_name, name_en: agency_name_en }),
      before: spreadIn(figuresOf(result.as_it_is, agency), by),
      after: spreadIn(figuresOf(scenario.outlook, agency), by),
      difference: scenario.differences.agencies.find((one) => one.agency === agency)?.figures[by] ?? null,
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

/** Sizes are those of the figure (minutes, points of a hundred), without a sign. Null: there is none, nobody is there on one side. */
export const saidDifference = ({ difference, verdict }: Difference, by: Compared): SaidDifference | null => {
  if (difference === null) return null;
  const { scale, isGoodHigh } = kinds[by];
  const [size, spread] = [difference.value * scale, difference.margin * scale];
  if (verdict === 'better' || verdict === 'worse') {
    return { is: verdict, size: Math.abs(size), least: Math.max(0, Math.abs(size) - spread), most: Math.abs(size) + spread };
  }
  const better = isGoodHigh === false ? spread - size : size + spread;
  return { is: 'unclear', size: Math.abs(size), least: Math.max(0, 2 * spread - better), most: Math.max(0, better) };
};

/** It is exactly as before on every day that was played; or nobody is there on either side. */
export const isUnchanged = ({ before, after, difference }: Difference): boolean =>
  difference === null ? before === after : difference.value === 0 && difference.margin === 0;

/** What was tried changes no figure at all, of no agency. */
export const hasNoEffect = ({ visits, refused, overtime_minutes, all, agencies }: ScenarioDifferences): boolean =>
  [visits, refused, overtime_minutes, ...[all, ...agencies.map(({ figures }) => figures)].flatMap((row): Difference[] => Object.values(row))].every(isUnchanged);

/** Whether a figure of the day has surely changed, and by so much that it is told. */
export const isToldChange = ({ difference }: Difference): boolean =>
  difference !== null && Math.abs(difference.value) > difference.margin && Math.abs(difference.value) >= 0.5;
