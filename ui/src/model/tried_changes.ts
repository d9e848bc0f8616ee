import type { Change } from '#api/planning';
import { weekdays } from './forming';

/** So many clerks of an agency, all day or for a part of it. */
export interface TriedClerks {
  readonly agency: string;
  readonly clerks: number;
  readonly from: string; // `09:00`; empty: all day.
  readonly to: string;
}

/** What is set on the page of changes; as it stands at first nothing is changed. */
export interface Tried {
  demand: number; // Of a hundred.
  appointments: number; // Of a hundred.
  priority: number; // How many times as fast as others the priority classes gain; 0: as the mall has it.
  opens: string; // `07:30`; empty: as the mall has it.
  closes: string;
  clerks: readonly TriedClerks[];
  pooled: readonly string[];
  absent: readonly string[];
}

export const nothingTried: Tried = {
  demand: 100,
  appointments: 0,
  priority: 0,
  opens: '',
  closes: '',
  clerks: [],
  pooled: [],
  absent: [],
};

/** Whether a stretch of the day can be meant: both ends or neither, and it begins before it ends. */
const isStretch = (from: string, to: string): boolean => (from === '' ? to === '' : to !== '' && from < to);

export const areHoursRight = ({ opens, closes }: Tried): boolean => isStretch(opens, closes);

export const isPartRight = ({ from, to }: Pick<TriedClerks, 'from' | 'to'>): boolean => isStretch(from, to);

const clerksChange = ({ agency, clerks, from, to }: TriedClerks): Change =>
  from === '' ? { verb: 'clerks', agency, clerks } : { verb: 'clerks', agency, clerks, between: `${from}-${to}` };

/** Of `2026-12-04` Friday alone; of a date that the server chooses nothing can be said. */
const daysOf = (date: string): Pick<Extract<Change, { verb: 'hours' }>, 'days'> => {
  const day = weekdays[(new Date(date).getUTCDay() + 6) % 7]; // In a file the week begins on Monday.
  return day === undefined ? {} : { days: [day] };
};

/** The changes that the server is asked about, in the order in which they are made. `date`: of which the days are. */
export const changesOf = (tried: Tried, classes: readonly string[], date = ''): Change[] => {
  const changes: Change[] = [];
  if (tried.demand !== 100) changes.push({ verb: 'demand', factor: tried.demand / 100 });
  if (tried.opens !== '' && areHoursRight(tried)) changes.push({ verb: 'hours', span: `${tried.opens}-${tried.closes}`, ...daysOf(date) });
  for (const agency of tried.absent) changes.push({ verb: 'absent', agency });
  for (const agency of tried.pooled) changes.push({ verb: 'pool_counters', agency });
  for (const one of tried.clerks) if (isPartRight(one)) changes.push(clerksChange(one));
  if (tried.appointments > 0) changes.push({ verb: 'appointments', share: tried.appointments / 100 });
  if (tried.priority > 0 && classes.length > 0) {
    changes.push({ verb: 'priority_rates', rates: Object.fromEntries(classes.map((one) => [one, tried.priority])) });
  }
  return changes;
};

/** How many counters an agency has, which is the most clerks that it can have. */
export const countersOf = (counters: readonly { readonly agency?: string | null }[], agency: string): number =>
  counters.filter((counter) => counter.agency === agency).length;
