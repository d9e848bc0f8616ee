import type { AgencyForecast, Forecast, ForecastRange, Risk } from '#api/planning';
import { wallTime } from '#base/hall_clock';
import type { Band } from './band_chart';
import type { GridRow, Mark } from './half_hour_grid';

/** How each risk is drawn. */
export const riskMark: Readonly<Record<Risk, Mark>> = { low: 'calm', likely: 'warned', high: 'lost' };

const weight: Readonly<Record<Risk, number>> = { low: 0, likely: 1, high: 2 };

/** The greatest risk of the rest of its day. */
export const riskOf = ({ half_hours }: AgencyForecast): Risk =>
  half_hours.reduce<Risk>((most, { risk }) => (weight[risk] > weight[most] ? risk : most), 'low');

const most = ({ half_hours }: AgencyForecast): number => Math.max(0, ...half_hours.map(({ waiting }) => waiting.high));

/** Agencies in the order in which they are read: the greatest risk first, then where most may wait. */
export const agenciesRead = ({ agencies }: Forecast): AgencyForecast[] =>
  [...agencies].sort((a, b) => weight[riskOf(b)] - weight[riskOf(a)] || most(b) - most(a));

/** When the half-hours of the rest of the day begin: agencies may close at different times. */
export const momentsOf = ({ agencies }: Forecast): string[] =>
  [...new Set(agencies.flatMap(({ half_hours }) => half_hours.map(({ at }) => at)))].sort(
    (a, b) => Date.parse(a) - Date.parse(b),
  );

/** The rows of all agencies, with the number that will most probably wait at the end of each half-hour. */
export const outlookRows = (
  agencies: readonly AgencyForecast[],
  moments: readonly string[],
  nameOf: (agency: string) => string,
): GridRow[] =>
  agencies.map(({ agency, half_hours }) => ({
    id: agency,
    label: nameOf(agency),
    cells: moments.map((moment) => {
      const found = half_hours.find(({ at }) => at === moment);
      return found === undefined
        ? { value: null, mark: 'off' as const }
        : { value: Math.round(found.waiting.median), mark: found.is_break ? ('off' as const) : riskMark[found.risk] };
    }),
  }));

/** Whether a half-hour of it lies between opening hours. */
export const hasBreak = ({ agencies }: Forecast): boolean => agencies.some(({ half_hours }) => half_hours.some(({ is_break }) => is_break));

export type Foretold = 'waiting' | 'wait_minutes';

const rounded = ({ low, median, high }: ForecastRange): ForecastRange => ({
  low: Math.max(0, low),
  median: Math.max(0, median),
  high: Math.max(0, high),
});

/** The range of an agency over the rest of the day; waits have the promise beside them. */
export const bandOf = ({ half_hours }: AgencyForecast, what: Foretold, zone: string, promised: number): Band => ({
  points: half_hours.map((one) => ({ at: wallTime(Date.parse(one.at), zone), ...rounded(one[what]) })),
  promise: what === 'wait_minutes' ? promised : null,
});
