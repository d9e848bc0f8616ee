import { type Answer, answerOf } from './acts';
import { api, type Problem, withKey } from './client';
import type { Job, JobLine, ModelFit } from './planning';

/** Which of the mall's own days a model was made of. */
export interface ModelCalibration {
  readonly from: string;
  readonly to: string;
  readonly dates: number;
  readonly checks_unknown: number; // Too few dates to tell.
  readonly is_of_other_file: boolean; // The mall's file is another now.
}

/** What a result rests on; one of long ago does not say of which days. */
export type DatedFit = ModelFit & { readonly calibration?: ModelCalibration | null };

export type Origin = 'measured' | 'agency' | 'mall' | 'planned';

/** A figure as the days have it, or the file where they are too few. */
export interface LearnedFigure {
  readonly value: number;
  readonly low: number | null; // Of the 95 % interval; null: a planning figure.
  readonly high: number | null;
  readonly observations: number;
  readonly origin: Origin;
}

export type HallFigure =
  | 'visits_a_date'
  | 'days_differ'
  | 'patience_minutes'
  | 'says_goodbye'
  | 'misses_a_call'
  | 'comes_back'
  | 'back_after_minutes'
  | 'clerk_gives_up_after_seconds'
  | 'walk_seconds'
  | 'idle_gap_seconds';

export interface LearnedService {
  readonly service: string;
  readonly name: string;
  readonly name_en: string;
  readonly times: number;
  readonly median_minutes: LearnedFigure;
}

/** Monday is 0; no counters: too few dates. */
export interface LearnedWeekday {
  readonly weekday: number;
  readonly dates: number;
  readonly counters: number;
  readonly counter_hours: number;
}

export interface FitCheck {
  readonly verdict: 'holds' | 'fails' | 'unknown';
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface FitChecks {
  readonly order: FitCheck; // Share of calls.
  readonly order_minutes: number;
  readonly half_hours: FitCheck; // Share of half-hours.
  readonly mean_wait: FitCheck; // Minutes, seen less simulated.
  readonly service_level: FitCheck; // The same in points of a hundred.
  readonly dates_held_out: number;
}

/** What the mall's own days say. */
export interface Calibration {
  readonly from: string | null;
  readonly to: string | null;
  readonly dates: number; // On which somebody came.
  readonly dates_needed: number;
  readonly dates_needed_for_checks: number;
  readonly model_fit: DatedFit;
  readonly checks: FitChecks;
  readonly figures: Readonly<Record<HallFigure, LearnedFigure>>;
  readonly services: readonly LearnedService[];
  readonly weekdays: readonly LearnedWeekday[];
}

/** What is in force, and how far the journal is. */
export interface CalibrationNow {
  readonly dates_over: number;
  readonly last_over: string | null;
  readonly dates_needed: number;
  readonly model_fit: DatedFit;
  readonly computed_at: string | null;
  readonly in_force: Calibration | null; // Null: the planning figures.
}

interface Sent<Data> {
  data?: Data | undefined;
  error?: Problem | undefined;
  response: Response;
}

/** Our client, for routes that are not among the generated types. */
const planning = api as unknown as Record<'GET' | 'POST', <Data>(path: string, wish: object) => Promise<Sent<Data>>>;

const root = '/api/v1/malls/{mall}/planning';

export const isCalibration = ({ kind }: JobLine): boolean => (kind as string) === 'calibration';

export const beginCalibration = (mall: string, key: string): Promise<Answer<Job<Calibration>>> =>
  answerOf(
    planning.POST<Job<Calibration>>(`${root}/calibrations`, { params: { path: { mall } }, headers: withKey(key), body: {} }),
  );

export const readCalibration = (mall: string): Promise<Answer<CalibrationNow>> =>
  answerOf(planning.GET<CalibrationNow>(`${root}/calibration`, { params: { path: { mall } } }));
