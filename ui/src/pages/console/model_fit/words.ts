import type { Calibration, CalibrationNow, FitCheck, HallFigure, LearnedFigure, LearnedWeekday, Origin } from '#api/calibration';
import { wallTime } from '#base/hall_clock';
import { language } from '#base/language.svelte';
import { dateIn, zoneName } from '#model/dates';
import { type CheckName, checkOutcome } from '#model/model_fit';
import * as text from '#generated/messages';
import { dateWord, numberWord } from '../words';

type Unit = (given: { value: string }) => string;

interface Told {
  readonly name: () => string;
  readonly unit: Unit;
  readonly scale?: number;
  readonly decimals?: number;
}

const plain: Unit = ({ value }) => value;
const share = { unit: text.console_mf_percent, scale: 100 };

const told: Readonly<Record<HallFigure, Told>> = {
  visits_a_date: { name: text.console_mf_visits, unit: plain },
  days_differ: { name: text.console_mf_days_differ, ...share },
  patience_minutes: { name: text.console_mf_patience, unit: text.console_mf_minutes },
  says_goodbye: { name: text.console_mf_goodbye, ...share },
  misses_a_call: { name: text.console_mf_misses, ...share, decimals: 1 },
  comes_back: { name: text.console_mf_comes_back, ...share },
  back_after_minutes: { name: text.console_mf_back_after, unit: text.console_mf_minutes, decimals: 1 },
  clerk_gives_up_after_seconds: { name: text.console_mf_gives_up, unit: text.console_mf_seconds },
  walk_seconds: { name: text.console_mf_walk, unit: text.console_mf_seconds },
  idle_gap_seconds: { name: text.console_mf_idle, unit: text.console_mf_seconds },
};

const minutes: Told = { name: text.console_mf_services, unit: text.console_mf_minutes, decimals: 1 };

export interface ToldFigure {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly between: string; // Empty: a planning figure.
  readonly from: string;
  readonly isPlanned: boolean;
}

const origins: Readonly<Record<Origin, (given: { count: string }) => string>> = {
  measured: text.console_mf_measured,
  agency: text.console_mf_of_agency,
  mall: text.console_mf_of_mall,
  planned: () => text.console_mf_planned(),
};

const figureOf = (id: string, name: string, figure: LearnedFigure, { unit, scale = 1, decimals = 0 }: Told): ToldFigure => {
  const word = (value: number): string => numberWord(value * scale, decimals);
  const { low, high } = figure;
  return {
    id,
    name,
    value: unit({ value: word(figure.value) }),
    between: low === null || high === null ? '' : text.console_mf_between({ low: word(low), high: word(high) }),
    from: origins[figure.origin]({ count: numberWord(figure.observations) }),
    isPlanned: figure.origin === 'planned',
  };
};

export const hallFigures = ({ figures }: Calibration): readonly ToldFigure[] =>
  (Object.keys(told) as HallFigure[]).map((id) => figureOf(id, told[id].name(), figures[id], told[id]));

export const serviceFigures = ({ services }: Calibration, nameIn: (names: { name: string; name_en: string }) => string): readonly ToldFigure[] =>
  services.map((one) => figureOf(one.service, nameIn(one), one.median_minutes, minutes));

const monday = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;

export const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat(language() === 'id' ? 'id' : 'en-GB', { weekday: 'long', timeZone: 'UTC' }).format(monday + weekday * dayMs);

export const clerksWord = ({ counters, counter_hours }: LearnedWeekday): string =>
  counters === 0 ? text.console_mf_weekday_few() : text.console_mf_weekday_open({ count: numberWord(counters), hours: numberWord(counter_hours, 1) });

const checkNames: Readonly<Record<CheckName, () => string>> = {
  order: text.console_mf_order,
  half_hours: text.console_mf_half_hours,
  mean_wait: text.console_mf_wait,
  service_level: text.console_mf_level,
};

export interface ToldCheck {
  readonly id: CheckName;
  readonly name: string;
  readonly verdict: FitCheck['verdict'];
  readonly verdictWord: string;
  readonly sentence: string;
}

const verdicts: Readonly<Record<FitCheck['verdict'], () => string>> = {
  holds: text.console_mf_holds,
  fails: text.console_mf_fails,
  unknown: text.console_mf_unknown,
};

/** What a check that passed or failed means, in one sentence. */
const sentenceOf = (id: CheckName, learned: Calibration): string => {
  const check = learned.checks[id];
  const share = numberWord((check.value ?? 0) * 100, id === 'order' ? 1 : 0);
  const ends = { low: numberWord(check.low ?? 0, 1), high: numberWord(check.high ?? 0, 1) };
  switch (checkOutcome(id, check)) {
    case 'order_unknown':
      return text.console_mf_order_unknown();
    case 'too_few':
      return text.console_mf_too_few({ need: learned.dates_needed_for_checks, have: learned.dates });
    case 'order_holds':
      return text.console_mf_order_holds({ share });
    case 'order_fails':
      return text.console_mf_order_fails({ share, minutes: numberWord(learned.checks.order_minutes, 1) });
    case 'half_hours_holds':
      return text.console_mf_half_hours_holds({ share });
    case 'half_hours_low':
      return text.console_mf_half_hours_low({ share });
    case 'half_hours_high':
      return text.console_mf_half_hours_high({ share });
    case 'mean_wait_holds':
      return text.console_mf_wait_holds(ends);
    case 'mean_wait_fails':
      return text.console_mf_wait_fails(ends);
    case 'service_level_holds':
      return text.console_mf_level_holds(ends);
    case 'service_level_fails':
      return text.console_mf_level_fails(ends);
  }
};

export const checksTold = (learned: Calibration): readonly ToldCheck[] =>
  (Object.keys(checkNames) as CheckName[]).map((id) => {
    const { verdict } = learned.checks[id];
    return { id, name: checkNames[id](), verdict, verdictWord: verdicts[verdict](), sentence: sentenceOf(id, learned) };
  });

/** A date, or when something was done, with what it is. */
export interface ToldDate {
  readonly what: string;
  readonly when: string;
}

/** Which dates were learnt from, and when it was computed. */
export const datesTold = (now: CalibrationNow, learned: Calibration | null, zone: string): readonly ToldDate[] => {
  const { from = null, to = null, dates = 0 } = learned ?? {};
  const computed = learned === null || now.computed_at === null ? null : Date.parse(now.computed_at);
  return [
    ...(from === null || to === null
      ? []
      : [{ what: text.console_mf_learnt_from(), when: text.console_mf_between_dates({ dates: numberWord(dates), from: dateWord(from), to: dateWord(to) }) }]),
    ...(computed === null
      ? []
      : [{ what: text.console_mf_computed(), when: text.console_mf_moment({ date: dateWord(dateIn(computed, zone)), time: wallTime(computed, zone), zone: zoneName(zone) }).trimEnd() }]),
    ...(now.last_over === null ? [] : [{ what: text.console_mf_last_over(), when: dateWord(now.last_over) }]),
  ];
};
