import type { Counter, FigureItem, HallNow } from '#api/hall';
import { type DeviceTodo, type HelpTodo, helpsOf, laterTroubles, quietFor, urgentTroubles } from './hall_alarms';

/** What the people in front of an agency need. */
export interface QueueTodo {
  readonly kind: 'open' | 'late' | 'silent' | 'busy' | 'full';
  readonly agency: string;
  readonly counter: number | null; // To be opened, or visited.
  readonly waiting: number;
  readonly oldest: number; // Seconds.
  readonly quiet: number; // Seconds in which nobody was called.
}

/** One thing that the manager should do now. */
export type Todo = HelpTodo | QueueTodo | DeviceTodo;

const oldestOf = (items: readonly FigureItem[]): number =>
  items.reduce((most, item) => Math.max(most, item.wait_seconds), 0);

const offers = (counter: Counter, item: FigureItem): boolean => counter.services.includes(item.step.service);

const servedBy = (counters: readonly Counter[], items: readonly FigureItem[]): FigureItem[] =>
  items.filter((item) => counters.some((counter) => offers(counter, item)));

/** The counter that does not work and could serve most of them; one on a pause before a closed one. */
const helper = ({ mall, day }: HallNow, items: readonly FigureItem[]): number | null => {
  const ranked = day.counters
    .filter((counter) => counter.state === 'closed' || counter.state === 'paused')
    .map((counter) => {
      const given = mall.counters.find((place) => place.number === counter.number)?.services ?? [];
      const helped = items.filter((item) => given.includes(item.step.service)).length;
      return { number: counter.number, helped, isPaused: counter.state === 'paused' };
    })
    .filter(({ helped }) => helped > 0)
    .sort((a, b) => b.helped - a.helped || Number(b.isPaused) - Number(a.isPaused) || a.number - b.number);
  return ranked[0]?.number ?? null;
};

const idleSeconds = (counter: Counter, now: number): number =>
  counter.idle_since === undefined ? 0 : (now - Date.parse(counter.idle_since)) / 1_000;

/** The open counter without a visitor that has called nobody for longest though somebody waits for it. */
const idlest = (counters: readonly Counter[], items: readonly FigureItem[], now: number): Counter | undefined =>
  counters
    .filter((counter) => counter.idle_since !== undefined && servedBy([counter], items).length > 0)
    .sort((a, b) => idleSeconds(b, now) - idleSeconds(a, now))[0];

type Maker = (kind: QueueTodo['kind'], of: readonly FigureItem[], counter: number | null) => QueueTodo;

/** Nobody calls, and the server says that somebody should: go to who could, or find one more. */
const quiet = (hall: HallNow, items: readonly FigureItem[], now: number, made: Maker): QueueTodo => {
  const idle = idlest(openOf(hall), items, now);
  return idle === undefined
    ? made('busy', items, helper(hall, items))
    : made('silent', servedBy([idle], items), idle.number);
};

const openOf = ({ day }: HallNow): Counter[] => day.counters.filter((counter) => counter.state === 'open');

const todoOf = (hall: HallNow, agency: string, items: readonly FigureItem[], now: number): QueueTodo | null => {
  const quietSeconds = quietFor(hall.alarms, agency);
  const made: Maker = (kind, of, counter) => ({
    kind,
    agency,
    counter,
    waiting: of.length,
    oldest: oldestOf(of),
    quiet: quietSeconds ?? 0,
  });
  const stranded = items.filter((item) => servedBy(openOf(hall), [item]).length === 0);
  if (stranded.length > 0) return made('open', stranded, helper(hall, stranded));
  if (quietSeconds !== null) return quiet(hall, items, now, made);
  const late = items.filter((item) => item.wait_seconds > hall.day.promise.wait_seconds);
  if (late.length === 0) return null;
  const counter = helper(hall, late);
  return made(counter === null ? 'full' : 'late', late, counter);
};

/** What the queues need, whoever has waited longest first; at most one thing for each agency. */
const queueTodos = (hall: HallNow, now: number): QueueTodo[] => {
  const agencies = new Map<string, FigureItem[]>();
  for (const item of hall.waiting) agencies.set(item.agency, [...(agencies.get(item.agency) ?? []), item]);
  return [...agencies]
    .flatMap(([agency, items]) => todoOf(hall, agency, items, now) ?? [])
    .sort((a, b) => b.oldest - a.oldest);
};

/** What to do now: who asks for a person, what the whole hall misses, the queues, then what can wait. */
export const todosOf = (hall: HallNow, now: number): Todo[] => [
  ...helpsOf(hall.alarms),
  ...urgentTroubles(hall.alarms),
  ...queueTodos(hall, now),
  ...laterTroubles(hall.alarms),
];

/** Tells a thing to do from every other one. */
export const keyOf = (todo: Todo): string => {
  if (todo.kind === 'help') return `help ${todo.help}`;
  return todo.kind === 'device' ? `${todo.trouble} ${todo.device}` : todo.agency;
};

/** Who has waited longest. */
export const longestWaiting = (waiting: readonly FigureItem[]): FigureItem | null =>
  waiting.reduce<FigureItem | null>(
    (longest, item) => (longest === null || item.wait_seconds > longest.wait_seconds ? item : longest),
    null,
  );
