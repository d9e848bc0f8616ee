import type { DatedFit } from '#api/calibration';
import type { JobLine, Progress, Stage } from '#api/planning';
import { wallTime } from '#base/hall_clock';
import { language } from '#base/language.svelte';
import type { Section } from '#model/console_address';
import { written } from '#model/planning_numbers';
import * as text from '#generated/messages';

const names: Readonly<Record<Section, () => string>> = {
  today: text.console_today,
  plan: text.console_plan,
  'what-if': text.console_what_if,
  'study-visit': text.console_study,
  'model-fit': text.console_model_fit,
  forming: text.forming_section,
};

export const sectionWord = (section: Section): string => names[section]();

export const numberWord = (value: number, decimals = 0): string => written(value, language(), decimals);

/** What the model rests on. */
export const fitWord = ({ checks_passed, of, calibration }: DatedFit): string => {
  if (checks_passed === null) return text.console_fit_file();
  const parts = [text.console_fit({ passed: checks_passed, of })];
  if (calibration) {
    parts.push(text.console_fit_days({ dates: numberWord(calibration.dates) }));
    if (calibration.checks_unknown > 0) parts.push(text.console_fit_unknown({ count: numberWord(calibration.checks_unknown) }));
    if (calibration.is_of_other_file) parts.push(text.console_fit_other_file());
  }
  return parts.join(' ');
};

const stages: Readonly<Record<Stage, () => string>> = {
  waiting: text.console_stage_waiting,
  offered_load: text.console_stage_offered_load,
  add: text.console_stage_add,
  trim: text.console_stage_trim,
  confirm: text.console_stage_confirm,
  more_counters: text.console_stage_more_counters,
  shifts: text.console_stage_shifts,
  review: text.console_stage_review,
  play: text.console_stage_play,
  read_dates: text.console_stage_read_dates,
  learn: text.console_stage_learn,
  check: text.console_stage_check,
};

export const stageWord = ({ stage }: Progress): string => stages[stage]();

/** How much was tried so far; empty at the beginning. */
export const triedWord = ({ done, of, counter_half_hours: size }: Progress): string => {
  if (of !== null) return text.console_days_of({ done: numberWord(done), of: numberWord(of) });
  if (done === 0) return '';
  const count = numberWord(done);
  return size == null ? text.console_tried({ count }) : text.console_tried_size({ count, size: numberWord(size) });
};

/** The words of every drawing. */
export const chartWords = (): { table: string; blind: string; png: string; svg: string } => ({
  table: text.console_as_table(),
  blind: text.console_not_shown(),
  png: text.console_png(),
  svg: text.console_svg(),
});

/** `Rab, 2 Des 2026` of `2026-12-02`. */
export const dateWord = (date: string): string =>
  new Intl.DateTimeFormat(language() === 'id' ? 'id' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(date));

/** Where a job stands: what it is at, or when it ended. */
export const jobStateWord = (job: JobLine, zone: string): string => {
  if (job.state === 'queued' || job.state === 'running') return `${stageWord(job.progress)} ${triedWord(job.progress)}`.trim();
  const time = Date.parse(job.ended_at ?? job.created_at);
  const day = new Intl.DateTimeFormat(language() === 'id' ? 'id' : 'en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  const when = `${day.format(time)}, ${wallTime(time, zone)}`;
  if (job.state === 'failed') return text.console_state_failed({ when });
  return job.state === 'cancelled' ? text.console_state_cancelled({ when }) : text.console_state_done({ when });
};

/** `08.30` of `08:30`. */
export const clockWord = (clock: string): string => clock.replace(':', '.');

/** `2 Des 2026` of `2026-12-02`. */
export const shortDateWord = (date: string): string =>
  new Intl.DateTimeFormat(language() === 'id' ? 'id' : 'en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(date),
  );
