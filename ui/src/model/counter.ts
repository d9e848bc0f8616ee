import type { Counter, Waiting } from '#api/counter';
import type { Mall } from '#api/screens';
import { numberTyped } from './door';

/** What stands in the middle of a counter's screen. */
export type Stage = 'closed' | 'paused' | 'idle' | 'called' | 'serving';

export const stageOf = ({ state, current }: Counter): Stage => {
  if (current !== null) return current.state === 'called' ? 'called' : 'serving';
  return state === 'paused' || state === 'closed' ? state : 'idle';
};

/** What the clerk can press. */
export type Command =
  | 'open'
  | 'call'
  | 'recall'
  | 'start'
  | 'finish'
  | 'not_completed'
  | 'no_show'
  | 'hold'
  | 'transfer'
  | 'send_on'
  | 'undo'
  | 'pause'
  | 'close'
  | 'number'
  | 'resume';

const primaries: Readonly<Record<Stage, Command>> = {
  closed: 'open',
  paused: 'open',
  idle: 'call',
  called: 'start',
  serving: 'finish',
};

/** The one thing to do next. */
export const primaryOf = (stage: Stage): Command => primaries[stage];

const onStage: Readonly<Record<Stage, readonly Command[]>> = {
  closed: ['open'],
  paused: ['open', 'close'],
  idle: ['call', 'number', 'resume', 'pause', 'close'],
  called: ['recall', 'start', 'no_show', 'transfer', 'pause', 'close'],
  serving: ['finish', 'not_completed', 'hold', 'transfer', 'send_on', 'pause', 'close'],
};

/** Whether that can be done as the counter stands; the server has the last word. */
export const canDo = (counter: Counter, command: Command): boolean => {
  if (command === 'undo') return counter.undo !== null;
  if (command === 'open' && counter.state === 'closing') return true;
  if (command === 'pause') return onStage[stageOf(counter)].includes(command) && counter.becomes !== 'paused';
  if (command === 'resume') return stageOf(counter) === 'idle' && (counter.held?.length ?? 0) > 0;
  return onStage[stageOf(counter)].includes(command);
};

/** Why somebody waits at that place. */
export type Reason = 'busy' | 'waits_for' | 'primary' | 'rescued' | 'priority' | 'oldest';

export const reasonOf = ({ visit, is_rescued, passed_over }: Waiting): Reason => {
  if (passed_over === 'busy_elsewhere') return 'busy';
  if (passed_over === 'waits_for') return 'waits_for';
  if (passed_over === 'primary') return 'primary';
  if (is_rescued) return 'rescued';
  return visit.priority === 'none' ? 'oldest' : 'priority';
};

/** The first whom a call would find, as things stand. */
export const nextOf = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.find((one) => one.passed_over === 'none');

export const oldestOf = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.reduce<Waiting | undefined>(
    (oldest, one) => (oldest === undefined || one.waited_seconds > oldest.waited_seconds ? one : oldest),
    undefined,
  );

/** A score as minutes: what somebody without priority has after waiting for so long. */
export const points = (score: number): number => Math.max(0, Math.floor(score / 60));

/** Whether whoever was called has had the time to walk here. */
export const isNoShowDue = (counter: Counter, now: number, walking: number): boolean =>
  counter.current?.state === 'called' && now - Date.parse(counter.current.since) >= walking * 1_000;

/** What was typed as a number; figures alone are of the own agency. */
export const numberAsked = (typed: string, prefixes: readonly string[], own: string): string | null => {
  const given = typed.trim();
  return numberTyped(/^\d+$/.test(given) ? `${own}-${given}` : given, prefixes);
};

/** When work ends next, and whether it goes on later today. */
export interface Rest {
  readonly at: number; // Milliseconds.
  readonly isBreak: boolean;
}

export const nextRest = (hours: Mall['hours_today'], now: number): Rest | null => {
  const ahead = hours.filter(({ to }) => Date.parse(to) > now);
  const first = ahead[0];
  return first === undefined ? null : { at: Date.parse(first.to), isBreak: ahead.length > 1 };
};
