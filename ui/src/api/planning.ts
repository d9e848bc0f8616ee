import { type Answer, answerOf } from './acts';
import { api, type Problem, type Schemas, withKey } from './client';
import { Live } from './live.svelte';

/** A mean of many days; it lies within the margin 19 times in 20, as far as the model is true. */
export interface Measured {
  readonly value: number;
  readonly margin: number;
}

/** How well the model is known to fit; nothing measured: it rests on the planning figures of the mall's file. */
export interface ModelFit {
  readonly checks_passed: number | null;
  readonly of: number;
  readonly basis: string;
}

export interface Target {
  readonly within_seconds: number;
  readonly share: number;
}

export interface PlanWish {
  readonly date?: string;
  readonly volume?: number;
  readonly target?: Partial<Target>;
}

export interface PlanAsked {
  readonly date: string;
  readonly volume: number;
  readonly target: Target;
  readonly days: number;
}

export type Keeping = 'kept' | 'thin' | 'break' | 'not_kept' | 'unreachable';

export interface PlannedCell {
  readonly from: string;
  readonly half_hours: number;
  readonly steps: number;
  readonly service_level: Measured;
  readonly lower_bound: number;
  readonly reachable: number;
  readonly promise: Keeping;
}

export interface PlannedPool {
  readonly id: string;
  readonly agency: string;
  readonly agency_name: string;
  readonly agency_name_en: string;
  readonly counters: readonly number[];
  readonly at_least: number;
  readonly counter_half_hours: number;
  readonly half_hours: readonly {
    readonly from: string;
    readonly counters: number;
    readonly steps: number;
    readonly service_level: Measured;
    readonly wait_minutes: number;
  }[];
  readonly cells: readonly PlannedCell[];
  readonly shortage: {
    readonly service_level: number;
    readonly lower_bound: number;
    readonly needed: number | null;
  } | null;
}

export interface PlanResult {
  readonly mall: string;
  readonly date: string;
  readonly volume: number;
  readonly target: number;
  readonly within_minutes: number;
  readonly days: number;
  readonly confirm_days: number;
  readonly model_fit: ModelFit;
  readonly counter_half_hours: number;
  readonly mol_max: number;
  readonly counters: number;
  readonly most_at_once: number;
  readonly cells: Readonly<Record<Keeping, number>>;
  readonly half_hours: readonly string[];
  readonly open: readonly number[];
  readonly pools: readonly PlannedPool[];
}

/** A change of a mall that can be tried; the verbs are a closed set, of which the page has these. */
export type Change =
  | { readonly verb: 'demand'; readonly factor: number }
  | { readonly verb: 'hours'; readonly span: string }
  | { readonly verb: 'clerks'; readonly agency: string; readonly clerks: number }
  | { readonly verb: 'pool_counters'; readonly agency: string }
  | { readonly verb: 'appointments'; readonly share: number }
  | { readonly verb: 'absent'; readonly agency: string }
  | { readonly verb: 'priority_rates'; readonly rates: Readonly<Record<string, number>> };

export interface ComparisonWish {
  readonly date?: string;
  readonly scenarios: readonly { readonly name: string; readonly changes: readonly Change[] }[];
}

export interface ComparisonAsked extends ComparisonWish {
  readonly date: string;
  readonly target: Target;
}

/** What days of a mall come to, over all or for one agency; a share or a mean of nobody is null. */
export interface Figures {
  readonly steps: Measured;
  readonly service_level: Measured | null;
  readonly wait_minutes: Measured | null;
  readonly median_minutes: number | null;
  readonly p90_minutes: number | null;
  readonly no_shows: Measured | null;
  readonly cancelled: Measured | null;
  readonly utilisation: Measured | null;
}

export interface MallFigures {
  readonly visits: Measured;
  readonly refused: Measured;
  readonly overtime_minutes: Measured;
  readonly all: Figures;
  readonly agencies: readonly {
    readonly agency: string;
    readonly agency_name: string;
    readonly agency_name_en: string;
    readonly figures: Figures;
  }[];
}

/** Of a scenario less the mall as it is, on the same days. Null is a figure of nobody, and a verdict where there is none. */
export interface Difference {
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: Measured | null;
  readonly verdict: 'better' | 'worse' | 'unclear' | null;
}

export type Differences = Readonly<
  Record<'steps' | 'service_level' | 'wait_minutes' | 'p90_minutes' | 'left' | 'utilisation', Difference>
>;

/** Counters that are asked for more than their clerks can do, although nobody leaves. */
export interface Overload {
  readonly agency: string;
  readonly work_hours: number;
  readonly clerk_hours: number;
}

export type Outlook = MallFigures & { readonly overloads: readonly Overload[] };

export interface ComparedScenario {
  readonly name: string;
  readonly changes: readonly { readonly verb: string }[];
  readonly outlook: Outlook;
  readonly differences: Readonly<Record<'visits' | 'refused' | 'overtime_minutes', Difference>> & {
    readonly all: Differences;
    readonly agencies: readonly { readonly agency: string; readonly figures: Differences }[];
  };
}

export interface ComparisonResult {
  readonly mall: string;
  readonly date: string;
  readonly days: number;
  readonly of_days: number;
  readonly promise: Target;
  readonly model_fit: ModelFit;
  readonly as_it_is: Outlook;
  readonly scenarios: readonly ComparedScenario[];
}

/** One in ten is below, half, and one in ten above. */
export interface ForecastRange {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export type Risk = 'low' | 'likely' | 'high';

export interface ForecastHalfHour {
  readonly at: string;
  readonly waiting: ForecastRange; // People at its end.
  readonly wait_minutes: ForecastRange; // Of those who come in it.
  readonly service_level: number;
  readonly risk: Risk; // That it misses the promise.
}

export interface AgencyForecast {
  readonly agency: string;
  readonly half_hours: readonly ForecastHalfHour[];
}

/** The rest of today, from the hall as it stood. */
export interface Forecast {
  readonly state: 'foretold' | 'closed' | 'over';
  readonly computed_at: string;
  readonly days: number;
  readonly model_fit: ModelFit;
  readonly came: number; // Visits until now,
  readonly expected: number; // and how many of them were expected.
  readonly last_leaves: { readonly low: string; readonly median: string; readonly high: string } | null;
  readonly agencies: readonly AgencyForecast[];
  readonly troubles: readonly { readonly agency: string; readonly at: string; readonly risk: Risk; readonly late: number }[];
  readonly advice: readonly { readonly counter: number; readonly agency: string; readonly gain: Measured }[];
}

export type StudyFigure =
  | 'hours_a_week'
  | 'agencies'
  | 'counters'
  | 'counters_open'
  | 'services'
  | 'services_a_counter'
  | 'skill_share'
  | 'shared_booths'
  | 'life_events'
  | 'priority_classes'
  | 'rescue_after_minutes'
  | 'max_rejoins'
  | 'rejoin_behind'
  | 'closing_tolerance_minutes'
  | 'dates'
  | 'steps_a_date'
  | 'services_a_visit'
  | 'appointments'
  | 'service_level'
  | 'wait_minutes'
  | 'no_shows'
  | 'left'
  | 'steps_a_counter_hour'
  | 'ratings'
  | 'rating_mean'
  | 'rated';

export interface StudyRow {
  readonly figure: StudyFigure;
  readonly first: number | null; // Null: the mall does not tell.
  readonly second: number | null;
}

export interface StudiedMall {
  readonly id: string;
  readonly name: string;
  readonly source: 'journal' | 'simulation';
  readonly period: { readonly from: string; readonly to: string; readonly dates: number };
}

/** Counters that a mall would need for the other's service level. */
export interface CounterNeed {
  readonly counter_hours: number;
  readonly counter_hours_low: number;
  readonly counter_hours_high: number;
  readonly service_level: Measured;
  readonly is_enough: boolean;
}

/** The first mall with the practice of the second. */
export interface PracticePlan {
  readonly target: Target;
  readonly level_of_other: number;
  readonly present_counter_hours: number;
  readonly own: CounterNeed; // Each counter gives what it gives now.
  readonly pooled: CounterNeed; // Each gives all services of its agency.
  readonly one_pool_counter_hours: number; // No hall can do with fewer.
}

export interface StudyResult {
  readonly first: StudiedMall;
  readonly second: StudiedMall;
  readonly model_fit: ModelFit;
  readonly rows: readonly StudyRow[];
  readonly half_hours: readonly { readonly from: string; readonly first: number | null; readonly second: number | null }[];
  /** On the mix of services that both have; null: levels cannot be compared. */
  readonly level: { readonly first: number; readonly second: number; readonly low: number; readonly high: number } | null;
  readonly waits: { readonly first: number; readonly second: number } | null; // Minutes, on the common mix.
  readonly plan: PracticePlan | null;
  readonly caveats: readonly { readonly what: string; readonly names?: readonly string[]; readonly share?: number | null }[];
}

export interface StudyWish {
  readonly with: { readonly mall: string } | { readonly bundle: string };
}

/** What another mall has shown of a period. */
export interface BundleLine {
  readonly id: string;
  readonly mall: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export type JobKind = 'plan' | 'comparison' | 'study';
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly of: number | null;
  readonly counter_half_hours?: number | null;
}

/** What was asked to be computed, as it stands in the list of all. */
export interface JobLine {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly progress: Progress;
  readonly created_at: string;
  readonly ended_at: string | null;
  readonly asked: unknown;
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

export interface Job<Result> extends JobLine {
  readonly result: Result | null;
}

export const isActive = ({ state }: Pick<JobLine, 'state'>): boolean => state === 'queued' || state === 'running';

/** All that every page of the planning stands on. */
export interface PlanningNow {
  readonly mall: Schemas['MallView'];
  readonly jobs: readonly JobLine[];
}

interface Sent<Data> {
  data?: Data | undefined;
  error?: Problem | undefined;
  response: Response;
}

/** Our client, for routes that are not among the generated types. */
const planning = api as unknown as Record<
  'GET' | 'POST',
  <Data>(path: string, wish: object) => Promise<Sent<Data>>
>;

const gathering = 30_000; // What happens in the hall changes little of what was computed.
const root = '/api/v1/malls/{mall}/planning';

/** The mall and what was computed for it, followed by the stream of its hall. */
export const livePlanning = (mall: string): Live<PlanningNow> =>
  new Live<PlanningNow>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/hall/events`,
    gathering,
    load: async () => {
      const params = { params: { path: { mall } } };
      const [place, jobs] = await Promise.all([
        api.GET('/api/v1/malls/{mall}', params),
        planning.GET<{ jobs: JobLine[] }>(`${root}/jobs`, params),
      ]);
      const { status } = jobs.response;
      if (place.data === undefined || jobs.data === undefined) return { status };
      return { data: { mall: place.data, jobs: jobs.data.jobs }, status };
    },
  });

/** So many wait already that no more are taken: the server says so with 503, and nothing has happened. */
const isTurnedDown = (problem: Problem | undefined): problem is Problem =>
  problem?.type.endsWith('/planning-busy') ?? false;

const begin = async <Result>(mall: string, what: string, body: object, key: string): Promise<Answer<Job<Result>>> => {
  const wish = { params: { path: { mall } }, headers: withKey(key), body };
  const sent = await planning.POST<Job<Result>>(`${root}/${what}`, wish).catch(() => null);
  if (sent === null) return { is: 'unanswered' };
  return isTurnedDown(sent.error) ? { is: 'refused', problem: sent.error } : answerOf(Promise.resolve(sent));
};

export const beginPlan = (mall: string, wish: PlanWish, key: string): Promise<Answer<Job<PlanResult>>> =>
  begin(mall, 'plans', wish, key);

export const beginComparison = (mall: string, wish: ComparisonWish, key: string): Promise<Answer<Job<ComparisonResult>>> =>
  begin(mall, 'comparisons', wish, key);

export const beginStudy = (mall: string, wish: StudyWish, key: string): Promise<Answer<Job<StudyResult>>> =>
  begin(mall, 'studies', wish, key);

export const readJob = <Result>(mall: string, id: string): Promise<Answer<Job<Result>>> =>
  answerOf(planning.GET<Job<Result>>(`${root}/jobs/{id}`, { params: { path: { mall, id } } }));

export const cancelJob = <Result>(mall: string, id: string): Promise<Answer<Job<Result>>> =>
  answerOf(planning.POST<Job<Result>>(`${root}/jobs/{id}/cancel`, { params: { path: { mall, id } }, body: {} }));

/** What a job came to, as a file. */
export const resultFile = (mall: string, id: string, ending: 'csv' | 'xlsx'): Promise<Answer<Blob>> =>
  answerOf(
    planning.GET<Blob>(`${root}/jobs/{id}/result.${ending}`, { params: { path: { mall, id } }, parseAs: 'blob' }),
  );

export const readForecast = (mall: string): Promise<Answer<Forecast>> =>
  answerOf(planning.GET<Forecast>(`${root}/forecast`, { params: { path: { mall } } }));

/** The other malls of this server. */
export const otherMalls = async (mall: string): Promise<readonly Schemas['MallSummary'][]> => {
  const answer = await answerOf(api.GET('/api/v1/malls'));
  return answer.is === 'done' ? answer.data.malls.filter(({ id }) => id !== mall) : [];
};

/** What was imported of other malls; nothing while nobody answers. */
export const readBundles = async (mall: string): Promise<readonly BundleLine[]> => {
  const answer = await answerOf(
    planning.GET<{ bundles: BundleLine[] }>(`${root}/bundles`, { params: { path: { mall } } }),
  );
  return answer.is === 'done' ? answer.data.bundles : [];
};

export const importBundle = (mall: string, file: string, key: string): Promise<Answer<BundleLine>> =>
  answerOf(
    planning.POST<BundleLine>(`${root}/bundles`, {
      params: { path: { mall } },
      headers: { ...withKey(key), 'Content-Type': 'application/json' },
      body: file,
      bodySerializer: (text: string) => text,
    }),
  );

/** What this mall can show others. */
export const ownBundle = (mall: string): Promise<Answer<Blob>> =>
  answerOf(planning.GET<Blob>(`${root}/bundle`, { params: { path: { mall } }, parseAs: 'blob' }));
