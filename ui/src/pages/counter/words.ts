import type { Called, Counter, Waiting } from '#api/counter';
import { reasonOf } from '#model/counter';
import type { Kept, KeptAct } from '#model/counter_kept';
import type { KeyCommand } from '#model/counter_keys';
import * as text from '#generated/messages';
import { minutesWord, priorityWord } from '../words';

const kept: Readonly<Record<KeptAct, () => string>> = {
  start: text.counter_start,
  finish: text.counter_finish,
  hold: text.counter_hold,
  'no-show': text.counter_no_show,
};

export const keptWord = (act: KeptAct): string => kept[act]();

/** What the server has not confirmed; empty where it has all. */
export const keptWords = (unconfirmed: readonly Kept[]): string => {
  const first = unconfirmed[0];
  if (first === undefined) return '';
  const words = text.counter_kept({ act: keptWord(first.wish.act), number: first.number });
  return unconfirmed.length === 1 ? words : `${words} ${text.counter_kept_more({ count: unconfirmed.length - 1 })}`;
};

const commands: Readonly<Record<KeyCommand, () => string>> = {
  call: text.counter_call,
  recall: text.counter_recall,
  start: text.counter_start,
  finish: text.counter_finish,
  not_completed: text.counter_not_completed,
  no_show: text.counter_no_show,
  hold: text.counter_hold,
  transfer: text.counter_transfer,
  send_on: text.counter_send_on,
  undo: text.counter_undo,
  number: text.counter_key_number,
  resume: text.counter_key_resume,
  pause: text.counter_pause,
  close: text.counter_close,
};

export const commandWord = (command: KeyCommand): string => commands[command]();

type Action = NonNullable<Counter['undo']>['action'];

const undone: Readonly<Record<Action, () => string>> = {
  none: text.counter_undo,
  call: text.counter_undo_call,
  start: text.counter_undo_start,
  finish: text.counter_undo_finish,
  no_show: text.counter_undo_no_show,
  hold: text.counter_undo_hold,
  transfer: text.counter_undo_transfer,
  send_on: text.counter_undo_send_on,
};

/** What would be taken back; without its number where that is not known any more. */
export const undoWords = (action: Action, number: string): string =>
  text.counter_undo_what({ act: undone[action](), number }).trim();

export const stateWord = ({ state, becomes }: Counter): string => {
  if (state === 'closing') return becomes === 'paused' ? text.counter_state_pausing() : text.counter_state_closing();
  if (state === 'open') return text.counter_state_open();
  return state === 'paused' ? text.counter_state_paused() : text.counter_state_closed();
};

/** Why somebody waits where they do. */
export const reasonWord = (one: Waiting): string => {
  switch (reasonOf(one)) {
    case 'busy':
      return one.at_counter === undefined ? text.counter_reason_busy_somewhere() : text.counter_reason_busy({ counter: one.at_counter });
    case 'waits_for':
      return text.counter_reason_waits_for();
    case 'primary':
      return text.counter_reason_primary();
    case 'rescued':
      return text.counter_reason_rescued();
    case 'priority':
      return text.counter_reason_priority({ priority: priorityWord(one.visit.priority) });
    case 'oldest':
      return text.counter_reason_oldest();
  }
};

const passed: Readonly<Record<string, () => string>> = {
  lower_score: text.counter_passed_lower_score,
  busy_elsewhere: text.counter_passed_busy_elsewhere,
  waits_for: text.counter_passed_waits_for,
  primary: text.counter_passed_primary,
  by_number: text.counter_passed_by_number,
};

const whyCalled = ({ reason, visit }: Called): string => {
  const minutes = minutesWord(reason.waited_seconds);
  if (reason.rule === 'by_number') return text.counter_why_by_number();
  if (reason.rule === 'rescue') return text.counter_why_rescue({ minutes });
  if (reason.rule === 'oldest') return text.counter_why_oldest({ minutes });
  return text.counter_why_priority({ priority: priorityWord(visit.priority), minutes });
};

/** What the counter tells of an act. */
export interface Said {
  readonly words: string;
  readonly isProblem: boolean;
}

/** Why this number was called, and whom that passed over. */
export const calledWords = (called: Called | null): Said => {
  if (called === null) return { words: text.counter_nobody(), isProblem: false };
  const over = called.overtook;
  const why = over === null ? undefined : passed[over.reason];
  const rest = over === null || why === undefined ? '' : text.counter_passed({ number: over.number, reason: why() });
  return { words: `${whyCalled(called)} ${rest}`.trim(), isProblem: false };
};
