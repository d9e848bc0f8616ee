import type { PracticePlan, StudyFigure, StudyResult } from '#api/planning';
import { agencyOf } from '#model/roster';
import { type Heading, isPooledAlready, kindOf } from '#model/study';
import * as text from '#generated/messages';
import { minutesWord } from '../../words';
import { numberWord } from '../words';

const headings: Readonly<Record<Heading, () => string>> = {
  governance: text.console_governance,
  investment: text.console_investment,
  operation: text.console_operation,
  satisfaction: text.console_satisfaction,
};

export const headingWord = (heading: Heading): string => headings[heading]();

const figures: Readonly<Record<StudyFigure, () => string>> = {
  hours_a_week: text.console_f_hours_a_week,
  agencies: text.console_f_agencies,
  counters: text.console_f_counters,
  counters_open: text.console_f_counters_open,
  services: text.console_f_services,
  services_a_counter: text.console_f_services_a_counter,
  skill_share: text.console_f_skill_share,
  shared_booths: text.console_f_shared_booths,
  life_events: text.console_f_life_events,
  priority_classes: text.console_f_priority_classes,
  rescue_after_minutes: text.console_f_rescue_after,
  max_rejoins: text.console_f_max_rejoins,
  rejoin_behind: text.console_f_rejoin_behind,
  closing_tolerance_minutes: text.console_f_closing_tolerance,
  dates: text.console_f_dates,
  steps_a_date: text.console_f_steps_a_date,
  services_a_visit: text.console_f_services_a_visit,
  appointments: text.console_f_appointments,
  service_level: text.console_f_service_level,
  wait_minutes: text.console_f_wait,
  no_shows: text.console_f_no_shows,
  left: text.console_f_left,
  steps_a_counter_hour: text.console_f_steps_a_counter_hour,
  ratings: text.console_f_ratings,
  rating_mean: text.console_f_rating_mean,
  rated: text.console_f_rated,
};

export const figureWord = (figure: StudyFigure): string => figures[figure]?.() ?? figure;

export const valueWord = (figure: StudyFigure, value: number | null): string => {
  if (value === null) return text.console_not_told();
  const kind = kindOf(figure);
  if (kind === 'share') return `${numberWord(value * 100, 1)}%`;
  if (kind === 'minutes') return minutesWord(value * 60);
  return numberWord(value, kind === 'mean' ? 1 : 0);
};

type Source = StudyResult['first']['source'];
type Period = { mall: string; from: string; to: string; dates: string };

const periods: Readonly<Record<Source, (given: Period) => string>> = {
  journal: text.console_period,
  simulation: text.console_period_simulated,
  trial: text.console_period_trial,
};

/** Which days a mall is studied by, and whether anybody was served in them. */
export const periodWord = (source: Source, given: Period): string => periods[source](given);

const caveats: Readonly<Record<string, (given: { first: string; second: string; names: string; share: string }) => string>> = {
  first_is_simulated: text.console_c_first_simulated,
  second_is_simulated: text.console_c_second_simulated,
  first_is_trial: text.console_c_first_trial,
  second_is_trial: text.console_c_second_trial,
  same_mall: text.console_c_same_mall,
  promises_differ: text.console_c_promises,
  periods_differ: text.console_c_periods,
  few_dates: text.console_c_few_dates,
  only_in_first: text.console_c_only_first,
  only_in_second: text.console_c_only_second,
  too_few_at_once: text.console_c_too_few_at_once,
  too_few_in_common: text.console_c_too_few,
  nothing_in_common: text.console_c_nothing,
  model_of_other_file: text.console_c_other_file,
  no_plan: text.console_c_no_plan,
  capped_target: text.console_c_capped,
  no_ratings: text.console_c_no_ratings,
  investment: text.console_c_investment,
};

/** The first names of a list, and how many others there are. */
const namesWord = (names: readonly string[], most: number): string => {
  const told = names.slice(0, most).join(', ');
  return names.length > most ? `${told} ${text.console_and_more({ count: names.length - most })}` : told;
};

const changeWord = (hours: number, present: number): string => {
  const more = hours - present;
  const size = numberWord(Math.abs(more), 1);
  if (size === numberWord(0, 1)) return text.console_hours_same();
  return more > 0 ? text.console_hours_more({ size }) : text.console_hours_fewer({ size });
};

/** What the other's promise takes, or how far the counters that there are come; then the same with shared counters. */
export const practiceWord = (plan: PracticePlan): string => {
  const { target, own, pooled, present_counter_hours } = plan;
  const needOf = ({ counter_hours, service_level }: PracticePlan['own']) => ({ hours: numberWord(counter_hours, 1), reached: numberWord(service_level.value * 100, 1) });
  const given = {
    ...needOf(own),
    share: numberWord(target.share * 100, 1),
    minutes: numberWord(target.within_seconds / 60),
    change: changeWord(own.counter_hours, present_counter_hours),
  };
  const first = own.is_enough ? text.console_practice_takes(given) : text.console_practice_short(given);
  if (isPooledAlready(plan)) return first;
  return `${first} ${pooled.is_enough ? text.console_shared_takes(needOf(pooled)) : text.console_shared_short(needOf(pooled))}`;
};

/** At which agencies counters are too few, for each way to run them; nothing where they suffice. */
export const shortageWords = ({ own, pooled }: Pick<PracticePlan, 'own' | 'pooled'>): string[] => {
  const word = ({ is_enough, short_agencies }: PracticePlan['own'], way: string): string[] => {
    if (is_enough) return [];
    const agencies = (short_agencies ?? []).map(agencyOf); // Older studies did not name them.
    return [agencies.length === 0 ? text.console_not_enough({ way }) : text.console_not_enough_at({ way, agencies: namesWord(agencies, 3) })];
  };
  if (isPooledAlready({ own, pooled })) return word(own, text.console_own());
  const isSame = JSON.stringify([own.is_enough, own.short_agencies]) === JSON.stringify([pooled.is_enough, pooled.short_agencies]);
  if (isSame) return word(own, text.console_pooled_or_not());
  return [...word(own, text.console_own()), ...word(pooled, text.console_pooled_need())];
};

/** Why something is not to be compared, or not without care. */
export const caveatWord = (caveat: StudyResult['caveats'][number], first: string, second: string, nameOf: (service: string) => string): string => {
  const { what, names = [], share } = caveat;
  const given = { first, second, names: namesWord(names.map(nameOf), 4), share: numberWord((share ?? 0) * 100) };
  return caveats[what]?.(given) ?? what;
};
