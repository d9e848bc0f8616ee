import type { Counter, Held, Wish } from '#api/counter';
import type { Command } from '#model/counter';

const plain: Partial<Readonly<Record<Command, Wish>>> = {
  open: { act: 'open', body: {} },
  call: { act: 'call', body: {} },
  recall: { act: 'recall', body: {} },
  start: { act: 'start', body: {} },
  finish: { act: 'finish', body: {} },
  not_completed: { act: 'finish', body: { outcome: 'not_completed' } },
  no_show: { act: 'no-show', body: {} },
  hold: { act: 'hold', body: {} },
  undo: { act: 'undo', body: {} },
  pause: { act: 'pause', body: {} },
  close: { act: 'close', body: {} },
};

const longestHeld = (held: readonly Held[]): Held | undefined =>
  [...held].sort((a, b) => Date.parse(a.since) - Date.parse(b.since))[0];

/** What a command asks of the server; nothing where it needs to be told more. */
export const wishOf = (command: Command, counter: Counter): Wish | null => {
  if (command !== 'resume') return plain[command] ?? null;
  const first = longestHeld(counter.held ?? []);
  return first === undefined ? null : { act: 'resume', body: { visit: first.visit.code } };
};
