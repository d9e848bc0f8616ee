import type { Change } from '#api/planning';

/** What is set on the page of changes; as it stands at first nothing is changed. */
export interface Tried {
  demand: number; // Of a hundred.
  appointments: number; // Of a hundred.
  priority: number; // How many times as fast as others the priority classes gain; 0: as the mall has it.
  opens: string; // `07:30`; empty: as the mall has it.
  closes: string;
  clerks: readonly { readonly agency: string; readonly clerks: number }[];
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

/** Whether the hours can be meant: both or neither, and the mall opens before it closes. */
export const areHoursRight = ({ opens, closes }: Tried): boolean =>
  opens === '' ? closes === '' : closes !== '' && opens < closes;

/** The changes that the server is asked about, in the order in which they are made. */
export const changesOf = (tried: Tried, classes: readonly string[]): Change[] => {
  const changes: Change[] = [];
  if (tried.demand !== 100) changes.push({ verb: 'demand', factor: tried.demand / 100 });
  if (tried.opens !== '' && areHoursRight(tried)) changes.push({ verb: 'hours', span: `${tried.opens}-${tried.closes}` });
  for (const agency of tried.absent) changes.push({ verb: 'absent', agency });
  for (const agency of tried.pooled) changes.push({ verb: 'pool_counters', agency });
  for (const { agency, clerks } of tried.clerks) changes.push({ verb: 'clerks', agency, clerks });
  if (tried.appointments > 0) changes.push({ verb: 'appointments', share: tried.appointments / 100 });
  if (tried.priority > 0 && classes.length > 0) {
    changes.push({ verb: 'priority_rates', rates: Object.fromEntries(classes.map((one) => [one, tried.priority])) });
  }
  return changes;
};

/** How many counters an agency has, which is the most clerks that it can have. */
export const countersOf = (counters: readonly { readonly agency?: string | null }[], agency: string): number =>
  counters.filter((counter) => counter.agency === agency).length;
