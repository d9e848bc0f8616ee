import type { DeviceTodo, DeviceTrouble } from '#model/hall_alarms';
import { wholeMinutes } from '#model/hall_figures';
import type { QueueTodo, Todo } from '#model/hall_todo';
import * as text from '#generated/messages';
import { minutesWord } from '../words';

/** A thing to do as it is said: what, why, and for how long already. */
export interface TodoWords {
  readonly what: string;
  readonly why: string;
  readonly time: string;
  readonly isOver: boolean; // The time has gone too far.
}

const troubles: Readonly<Record<DeviceTrouble, readonly [what: (given: { device: string }) => string, why: () => string]>> = {
  no_sound: [text.hall_todo_no_sound, text.hall_why_no_sound],
  silent: [text.hall_todo_silent_device, text.hall_why_silent_device],
  no_paper: [text.hall_todo_no_paper, text.hall_why_no_paper],
  paper_low: [text.hall_todo_paper_low, text.hall_why_paper_low],
  cover_open: [text.hall_todo_cover_open, text.hall_why_cover_open],
  printer_offline: [text.hall_todo_printer_offline, text.hall_why_printer_offline],
};

const wordsOfDevice = ({ trouble, device, seconds }: DeviceTodo): TodoWords => {
  const [what, why] = troubles[trouble];
  return { what: what({ device }), why: why(), time: text.hall_for_time({ time: minutesWord(seconds) }), isOver: false };
};

const whatOf = ({ kind, counter }: QueueTodo): string => {
  if (counter === null) return kind === 'open' ? text.hall_todo_find() : text.hall_todo_help();
  return kind === 'silent' ? text.hall_todo_visit({ counter }) : text.hall_todo_open({ counter });
};

const whyOf = ({ kind, waiting: count, quiet }: QueueTodo, minutes: number): string => {
  const silence = { count, minutes: wholeMinutes(quiet) };
  const words: Readonly<Record<QueueTodo['kind'], () => string>> = {
    open: () => text.hall_why_open({ count }),
    silent: () => text.hall_why_silent(silence),
    busy: () => text.hall_why_busy(silence),
    late: () => text.hall_why_late({ count, minutes }),
    full: () => text.hall_why_full({ count, minutes }),
  };
  return words[kind]();
};

/** `promised` is in seconds. */
export const wordsOf = (todo: Todo, promised: number): TodoWords => {
  if (todo.kind === 'device') return wordsOfDevice(todo);
  if (todo.kind === 'help') {
    const time = text.hall_for_time({ time: minutesWord(todo.seconds) });
    return { what: text.hall_todo_go({ place: todo.place }), why: text.hall_why_help(), time, isOver: true };
  }
  return {
    what: whatOf(todo),
    why: whyOf(todo, wholeMinutes(promised)),
    time: text.hall_oldest_of({ minutes: wholeMinutes(todo.oldest) }),
    isOver: todo.oldest > promised,
  };
};
