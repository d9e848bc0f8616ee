import type { Schemas } from '#api/client';
import { wholeMinutes } from '#model/hall_figures';
import * as text from '#generated/messages';

const priorities: Readonly<Record<string, () => string>> = {
  none: text.priority_none,
  elderly: text.priority_elderly,
  disability: text.priority_disability,
  pregnant: text.priority_pregnant,
  infant: text.priority_infant,
};

/** A class that a mall has added of its own stands as it is named there. */
export const priorityWord = (name: string): string => priorities[name]?.() ?? name;

const steps: Readonly<Record<Schemas['StepState'], () => string>> = {
  waiting: text.step_waiting,
  called: text.step_called,
  serving: text.step_serving,
  done: text.step_done,
  on_hold: text.step_on_hold,
  no_show: text.step_no_show,
  cancelled: text.step_cancelled,
};

export const stepWord = (state: Schemas['StepState']): string => steps[state]();

export const minutesWord = (seconds: number): string => {
  const count = wholeMinutes(seconds);
  return count === 0 ? text.state_under_minute() : text.state_minutes({ count });
};

/** Why nothing can be shown; empty when something can. */
export const obstacleWord = (status: number): string => {
  if (status === 401) return text.state_bad_token();
  if (status === 403) return text.state_forbidden();
  if (status === 404) return text.unknown_mall();
  return '';
};
