import { type Answer, answerOf } from './acts';
import { api, type Problem, type Schemas, withKey } from './client';
import type { Weekday } from './forming';
import { Live } from './live.svelte';

/** A mean of many days; it lies within the margin 19 times in 20, as far as the model is true. */
export type Measured = Schemas['MeanOverDays'];

/** How well the model is known to fit; nothing measured: it rests on the planning figures of the mall's file. */
export type ModelFit = Schemas['ModelFit'];

export type PlanWish = Schemas['PlanWish'];
export type PlanAsked = Schemas['PlanAsked'];
export type ShiftsAsked = Schemas['ShiftsAsked'];
export type Keeping = Schemas['CellPromise'];
export type PlannedCell = Schemas['PlannedCell'];
export type PlannedPool = Schemas['PlannedPool'];
export type PlannedShift = Schemas['PlannedShift'];
export type PlannedChange = Schemas['PlannedChange'];
export type PlanReview = Schemas['PlanReview'];
export type PlanResult = Schemas['PlanResult'];

/** A change of a mall that can be tried; the verbs are a closed set, of which the page has these. */
export type Change =
  | { readonly verb: 'demand'; readonly factor: number }
  | { readonly verb: 'hours'; readonly span: string; readonly days?: readonly Weekday[] }
  | { readonly verb: 'clerks'; readonly agency: string; readonly clerks: number; readonly between?: string }
  | { readonly verb: 'pool_counters'; readonly agency: string }
  | { readonly verb: 'appointments'; readonly share: number }
  | { readonly verb: 'absent'; readonly agency: string }
  | { readonly verb: 'priority_rates'; readonly rates: Readonly<Record<string, number>> };

export type ComparisonWish = Schemas['ComparisonWish'];
export type ComparisonAsked = Schemas['ComparisonAsked'];
export type ComparisonResult = Schemas['ComparisonResult'];

/** What days of a mall come to, over all or for one agency; a share or a mean of nobody is null. */
export type Figures = Schemas['OutlookRow'];
export type MallFigures = Schemas['HallOutlook'];

/** Of a scenario less the mall as it is, on the same days. Null is a figure of nobody, and a verdict where there is none. */
export type Difference = Schemas['ComparedFigure'];

/** Every figure of a scenario, of the whole mall and of each agency. */
export type ScenarioDifferences = Schemas['ScenarioDifferences'];

/** The rest of today, from the hall as it stood. */
export type Forecast = Schemas['ForecastView'];
export type AgencyForecast = Schemas['ForecastAgency'];
export type Risk = Schemas['Risk'];

/** One in ten is below, half, and one in ten above. */
export type ForecastRange = Schemas['Range'];

export type StudyFigure = Schemas['StudyFigure'];
export type StudyRow = Schemas['StudyRowView'];
export type StudyCaveat = Schemas['Caveat'];
export type StudyResult = Schemas['StudyResult'];
export type StudyWish = Schemas['StudyWish'];

/** The first mall with the practice of the second. */
export type PracticePlan = Schemas['PracticePlanView'];

/** What another mall has shown of a period. */
export type BundleLine = Schemas['BundleLine'];

export type Progress = Schemas['PlanningProgress'];
export type Stage = Schemas['PlanningStage'];

/** What was asked to be computed, as it stands in the list of all. */
export type JobLine = Pick<Schemas['PlanningJobView'], keyof Schemas['PlanningJobLine'] & keyof Schemas['PlanningJobView']>;

export type Job<Result> = JobLine & { readonly result: Result | null };

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

const gathering = 30_000; // What happens in the hall changes little of what was computed.
export const root = '/api/v1/malls/{mall}/planning' as const;

/** The mall and what was computed for it, followed by the stream of its hall. */
export const livePlanning = (mall: string): Live<PlanningNow> =>
  new Live<PlanningNow>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/hall/events`,
    gathering,
    load: async () => {
      const params = { params: { path: { mall } } };
      const [place, jobs] = await Promise.all([
        api.GET('/api/v1/malls/{mall}', params),
        api.GET(`${root}/jobs` as const, params),
      ]);
      const { status } = jobs.response;
      if (place.data === undefined || jobs.data === undefined) return { status };
      return { data: { mall: place.data, jobs: jobs.data.jobs }, status };
    },
  });

/** So many wait already that no more are taken: the server says so with 503, and nothing has happened. */
const isTurnedDown = (problem: Problem | undefined): problem is Problem =>
  problem?.type.endsWith('/planning-busy') ?? false;

/** The job that was begun: what it comes to is of the kind that was asked for. */
export const begun = async <Result>(sending: Promise<Sent<Schemas['PlanningJobView']>>): Promise<Answer<Job<Result>>> => {
  const sent = await sending.catch(() => null);
  if (sent === null) return { is: 'unanswered' };
  if (isTurnedDown(sent.error)) return { is: 'refused', problem: sent.error };
  return jobOf<Result>(Promise.resolve(sent));
};

const jobOf = async <Result>(sending: Promise<Sent<Schemas['PlanningJobView']>>): Promise<Answer<Job<Result>>> =>
  (await answerOf(sending)) as Answer<Job<Result>>;

export const asking = <Body>(mall: string, body: Body, key: string) => ({ params: { path: { mall } }, headers: withKey(key), body });

export const beginPlan = (mall: string, wish: PlanWish, key: string): Promise<Answer<Job<PlanResult>>> =>
  begun(api.POST(`${root}/plans` as const, asking(mall, wish, key)));

export const beginComparison = (mall: string, wish: ComparisonWish, key: string): Promise<Answer<Job<ComparisonResult>>> =>
  begun(api.POST(`${root}/comparisons` as const, asking(mall, wish, key)));

export const beginStudy = (mall: string, wish: StudyWish, key: string): Promise<Answer<Job<StudyResult>>> =>
  begun(api.POST(`${root}/studies` as const, asking(mall, wish, key)));

export const readJob = <Result>(mall: string, id: string): Promise<Answer<Job<Result>>> =>
  jobOf(api.GET(`${root}/jobs/{id}` as const, { params: { path: { mall, id } } }));

export const cancelJob = <Result>(mall: string, id: string): Promise<Answer<Job<Result>>> =>
  jobOf(api.POST(`${root}/jobs/{id}/cancel` as const, { params: { path: { mall, id } } }));

/** What a job came to, as a file. */
export const resultFile = (mall: string, id: string, ending: 'csv' | 'xlsx'): Promise<Answer<Blob>> => {
  const wish = { params: { path: { mall, id } }, parseAs: 'blob' } as const;
  return answerOf<Blob>(
    ending === 'csv' ? api.GET(`${root}/jobs/{id}/result.csv` as const, wish) : api.GET(`${root}/jobs/{id}/result.xlsx` as const, wish),
  );
};

export const readForecast = (mall: string): Promise<Answer<Forecast>> =>
  answerOf(api.GET(`${root}/forecast` as const, { params: { path: { mall } } }));

/** The other malls of this server. */
export const otherMalls = async (mall: string): Promise<readonly Schemas['MallSummary'][]> => {
  const answer = await answerOf(api.GET('/api/v1/malls'));
  return answer.is === 'done' ? answer.data.malls.filter(({ id }) => id !== mall) : [];
};

/** What was imported of other malls; nothing while nobody answers. */
export const readBundles = async (mall: string): Promise<readonly BundleLine[]> => {
  const answer = await answerOf(api.GET(`${root}/bundles` as const, { params: { path: { mall } } }));
  return answer.is === 'done' ? answer.data.bundles : [];
};

/** The text of a bundle goes as it is: its content is what its hash is of. */
export const importBundle = (mall: string, file: string, key: string): Promise<Answer<BundleLine>> =>
  answerOf(
    api.POST(`${root}/bundles` as const, {
      params: { path: { mall } },
      headers: { ...withKey(key), 'Content-Type': 'application/json' },
      body: file as never,
      bodySerializer: () => file,
    }),
  );

/** What this mall can show others. */
export const ownBundle = (mall: string): Promise<Answer<Blob>> =>
  answerOf<Blob>(api.GET(`${root}/bundle` as const, { params: { path: { mall } }, parseAs: 'blob' }));
