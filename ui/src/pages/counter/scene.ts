import type { Counter } from '#api/counter';
import { nextOf, type Stage } from '#model/counter';
import * as text from '#generated/messages';
import { priorityWord } from '../words';
import type { Standing } from './seat.svelte';
import { stateWord } from './words';

/** What stands in the middle of the screen. */
export interface SceneWords {
  readonly title: string;
  readonly words: string; // In place of a number.
  readonly detail: string;
  readonly notes: readonly string[];
  readonly since: string | undefined;
  readonly clockWord: string;
}

const nothing = { detail: '', notes: [], since: undefined, clockWord: '' } as const;

const seats: Readonly<Record<Exclude<Standing, 'mine'>, () => SceneWords>> = {
  asking: () => ({ ...nothing, title: '', words: text.counter_asking() }),
  elsewhere: () => ({ ...nothing, title: text.counter_state_elsewhere(), words: text.counter_elsewhere(), detail: text.counter_elsewhere_hint() }),
  taken: () => ({ ...nothing, title: text.counter_state_elsewhere(), words: text.counter_taken(), detail: text.counter_taken_hint() }),
};

const idle = (counter: Counter): SceneWords => {
  const waiting = counter.waiting ?? [];
  const free = { title: text.counter_idle(), notes: [], since: counter.idle_since, clockWord: text.counter_since_free() };
  if (waiting.length === 0) return { ...free, words: text.counter_idle_nobody(), detail: text.counter_idle_nobody_hint() };
  const next = nextOf(waiting);
  if (next === undefined) return { ...free, words: text.counter_idle_away(), detail: '' };
  const words = text.counter_locked_waiting({ count: counter.waiting_count ?? waiting.length });
  return { ...free, words, detail: `${text.counter_idle_next()}: ${next.visit.number}, ${next.step.service_name}` };
};

const notesOf = ({ visit, times_called, heard_on }: NonNullable<Counter['current']>): string[] => [
  priorityWord(visit.priority),
  ...(times_called > 1 ? [text.counter_times_called({ count: times_called })] : []),
  ...(heard_on > 0 ? [text.counter_heard_on({ count: heard_on })] : []),
];

/** Nothing of the counter's visitors is shown on a screen that is locked. */
const locked = (counter: Counter, stage: Stage): SceneWords => {
  const title = stateWord(counter);
  if (stage !== 'paused') return { ...nothing, title, words: text.counter_locked() };
  const detail = text.counter_locked_waiting({ count: counter.waiting_count ?? 0 });
  return { title, words: text.counter_locked(), detail, notes: [], since: counter.since, clockWord: text.counter_since_pause() };
};

export const sceneOf = (counter: Counter, stage: Stage, standing: Standing, isLocked: boolean): SceneWords => {
  if (isLocked) return locked(counter, stage);
  if (standing !== 'mine') return seats[standing]();
  const { current, since } = counter;
  if (current !== null) {
    const isCalled = current.state === 'called';
    return {
      title: isCalled ? text.counter_called() : text.counter_serving(),
      words: '',
      detail: current.step.service_name,
      notes: notesOf(current),
      since: current.since,
      clockWord: isCalled ? text.counter_since_call() : text.counter_since_start(),
    };
  }
  if (stage === 'paused') {
    const detail = text.counter_locked_waiting({ count: counter.waiting_count ?? 0 });
    return { title: text.counter_state_paused(), words: text.counter_idle_paused(), detail, notes: [], since, clockWord: text.counter_since_pause() };
  }
  if (stage === 'idle') return idle(counter);
  const isNobodys = counter.agency === null;
  const words = isNobodys ? text.counter_idle_nobody_today() : text.counter_idle_closed();
  return { ...nothing, title: text.counter_state_closed(), words, detail: isNobodys ? '' : text.counter_idle_closed_hint() };
};
