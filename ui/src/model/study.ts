import type { PracticePlan, StudyFigure, StudyResult, StudyRow } from '#api/planning';
import type { GridRow } from './half_hour_grid';
import type { IntervalRow } from './interval_chart';

/** `Paser` of `Mal Pelayanan Publik Kabupaten Paser`: where both are malls, their places tell them apart. */
export const placeOf = (mall: string): string => {
  const place = mall.replace(/^(Mal Pelayanan Publik|Public Service Mall of) (Kabupaten |Kota )?/, '').trim();
  return place === '' ? mall : place;
};

/** What a study visit looks at. */
export type Heading = 'governance' | 'investment' | 'operation' | 'satisfaction';

const governance: readonly StudyFigure[] = [
  'hours_a_week',
  'agencies',
  'counters',
  'counters_open',
  'services',
  'services_a_counter',
  'skill_share',
  'shared_booths',
  'life_events',
  'priority_classes',
  'rescue_after_minutes',
  'max_rejoins',
  'rejoin_behind',
  'closing_tolerance_minutes',
];

const satisfaction: readonly StudyFigure[] = ['ratings', 'rating_mean', 'rated'];

const headingOf = (figure: StudyFigure): Heading => {
  if (governance.includes(figure)) return 'governance';
  return satisfaction.includes(figure) ? 'satisfaction' : 'operation';
};

export interface HeadedRows {
  readonly heading: Heading;
  readonly rows: readonly StudyRow[]; // What at least one of them tells.
}

/** The four headings, each with what is known of both malls; nothing here measures investment. */
export const headingsOf = ({ rows }: Pick<StudyResult, 'rows'>): HeadedRows[] =>
  (['governance', 'investment', 'operation', 'satisfaction'] as const).map((heading) => ({
    heading,
    rows: rows.filter(({ figure, first, second }) => headingOf(figure) === heading && (first !== null || second !== null)),
  }));

/** How a figure is written. */
export type FigureKind = 'count' | 'share' | 'minutes' | 'mean';

const shares: readonly StudyFigure[] = ['skill_share', 'appointments', 'service_level', 'no_shows', 'left', 'rated'];
const minutes: readonly StudyFigure[] = ['rescue_after_minutes', 'closing_tolerance_minutes', 'wait_minutes'];
const means: readonly StudyFigure[] = [
  'hours_a_week',
  'counters_open',
  'services_a_counter',
  'steps_a_date',
  'services_a_visit',
  'steps_a_counter_hour',
  'rating_mean',
];

export const kindOf = (figure: StudyFigure): FigureKind => {
  if (shares.includes(figure)) return 'share';
  if (minutes.includes(figure)) return 'minutes';
  return means.includes(figure) ? 'mean' : 'count';
};

/** Both tell, and not the same. */
export const differs = ({ first, second }: StudyRow): boolean => first !== null && second !== null && first !== second;

/** The ways in which the malls are run otherwise. */
export const practicesApart = ({ rows }: Pick<StudyResult, 'rows'>): StudyRow[] =>
  rows.filter((row) => headingOf(row.figure) === 'governance' && differs(row));

const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 100));

/** The service level of both over the day, in percent. */
export const levelRows = ({ half_hours }: StudyResult, first: string, second: string): GridRow[] => {
  const row = (id: string, label: string, of: 'first' | 'second'): GridRow => ({
    id,
    label,
    cells: half_hours.map((one) => ({ value: percent(one[of]), mark: one[of] === null ? 'off' : 'calm' })),
  });
  return [row('first', first, 'first'), row('second', second, 'second')];
};

/** Each counter gives all services of its agency now: both plans are one, to the last figure. */
export const isPooledAlready = ({ own, pooled }: Pick<PracticePlan, 'own' | 'pooled'>): boolean => JSON.stringify(own) === JSON.stringify(pooled);

export interface NeedWords {
  readonly present: string;
  readonly own: string;
  readonly pooled: string;
  readonly onePool: string;
}

/** Counter-hours a day: as they are, and what the other's level would ask in three ways; in two where counters are shared now. */
export const needRows = (plan: PracticePlan, names: NeedWords, words: (hours: number) => string): IntervalRow[] => {
  const spread = (value: number, low = value, high = value) => ({ value, low, high });
  const row = (id: string, label: string, before: ReturnType<typeof spread> | null, after: ReturnType<typeof spread> | null): IntervalRow => ({
    id,
    label,
    before,
    after,
    words: words((before ?? after)?.value ?? 0),
  });
  const need = ({ counter_hours, counter_hours_low, counter_hours_high }: PracticePlan['own']) =>
    spread(counter_hours, counter_hours_low, counter_hours_high);
  return [
    row('present', names.present, spread(plan.present_counter_hours), null),
    row('own', names.own, null, need(plan.own)),
    ...(isPooledAlready(plan) ? [] : [row('pooled', names.pooled, null, need(plan.pooled))]),
    row('one_pool', names.onePool, null, spread(plan.one_pool_counter_hours)),
  ];
};
