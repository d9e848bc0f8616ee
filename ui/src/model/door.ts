import type { Schemas } from '#api/client';
import type { Visit } from '#api/door';
import type { Help } from '#api/room';

/** What was typed as a number of the mall, `b12` as `B-012`; null where it is none. */
export const numberTyped = (typed: string, prefixes: readonly string[]): string | null => {
  const match = /^([a-z]{1,4})[\s.-]*(\d{1,5})$/i.exec(typed.trim());
  const prefix = match?.[1]?.toUpperCase() ?? '';
  if (match === null || !prefixes.includes(prefix)) return null;
  return `${prefix}-${String(Number(match[2])).padStart(3, '0')}`;
};

/** The step that the state of a visit speaks of. */
export const stepOf = (visit: Visit): Visit['steps'][number] | undefined =>
  visit.steps.find((step) => step.state === visit.state);

/** Those who were called and did not come within the time that walking takes; the longest first. */
export const notArrived = (called: readonly Visit[], now: number, walking: number): Visit[] => {
  const since = (visit: Visit): number => Date.parse(stepOf(visit)?.called_at ?? '');
  return called.filter((visit) => now - since(visit) >= walking * 1_000).sort((a, b) => since(a) - since(b));
};

const ends: readonly Schemas['StepState'][] = ['done', 'cancelled'];

/** What can be done with a visit: what cannot is not offered. */
export const actsOn = (visit: Visit): { cancel: boolean; rejoin: boolean; priority: boolean } => ({
  cancel: visit.steps.some((step) => ['waiting', 'called', 'on_hold'].includes(step.state)),
  rejoin: visit.steps.some((step) => step.state === 'no_show') && visit.rejoins_left > 0,
  priority: visit.steps.some((step) => !ends.includes(step.state)),
});

/** Who still waits for a person, the longest first. */
export const awaitedHelp = (help: readonly Help[]): Help[] => help.filter(({ given_at }) => given_at === null);

/** What was typed as a time of day, `9.15` and `0915` as `09:15`; null where it is none. */
export const timeTyped = (typed: string): string | null => {
  const match = /^(\d{1,2})[\s.:]?(\d{2})$/.exec(typed.trim());
  const [hours, minutes] = [Number(match?.[1] ?? 'NaN'), Number(match?.[2] ?? 'NaN')];
  if (!(hours < 24 && minutes < 60)) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

/** `09:15` on a paper of today as the mall's time; `now` is any time the mall has told. */
export const paperTime = (time: string, date: string, now: string): string => {
  const offset = /(Z|[+-]\d\d:\d\d)$/.exec(now)?.[0] ?? 'Z';
  return `${date}T${time}:00${offset}`;
};
