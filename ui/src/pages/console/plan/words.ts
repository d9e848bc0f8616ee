import type { Keeping, PlannedPool, ShiftsAsked } from '#api/planning';
import { rangesOf } from '#model/planning_numbers';
import { agencyOf } from '#model/roster';
import * as text from '#generated/messages';

const keepings: Readonly<Record<Keeping, () => string>> = {
  kept: text.console_kept,
  thin: text.console_thin,
  break: text.console_break,
  not_kept: text.console_not_kept,
  unreachable: text.console_unreachable,
};

export const keepingWord = (keeping: Keeping): string => keepings[keeping]();

export const countersWord = ({ counters }: PlannedPool): string => {
  const numbers = rangesOf(counters);
  return counters.length === 1 ? text.console_counter_alone({ number: numbers }) : text.console_counters({ numbers });
};

/** A group of counters by its agency and its numbers. */
export const poolWord = (pool: PlannedPool): string => `${agencyOf(pool)}, ${countersWord(pool)}`;

const shifts: Readonly<Record<ShiftsAsked, () => string>> = {
  flexible: text.console_shifts_flexible,
  whole: text.console_shifts_whole,
  none: text.console_shifts_none,
};

export const shiftsWord = (asked: ShiftsAsked): string => shifts[asked]();
