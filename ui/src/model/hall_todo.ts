import type { Counter, FigureItem, HallNow } from '#api/hall';

/** One thing that the manager should do now. */
export interface Todo {
  readonly kind: 'open' | 'late' | 'silent' | 'full';
  readonly agency: string;
  readonly counter: number | null; // To be opened, or visited.
  readonly waiting: number;
  readonly oldest: number; // Seconds.
  readonly idle: number; // Seconds in which the counter called nobody.
}

const silentAfter = 600;

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

interface Silence {
  readonly counter: Counter;
  readonly items: readonly FigureItem[]; // Who waits for it.
  readonly seconds: number; // In which it called nobody though somebody waited.
}

/** The open counter that has called nobody for longest while people waited for it. */
const silent = (counters: readonly Counter[], items: readonly FigureItem[], now: number): Silence | undefined =>
  counters
    .map((counter) => {
      const own = servedBy([counter], items);
      return { counter, items: own, seconds: Math.min(idleSeconds(counter, now), oldestOf(own)) };
    })
    .filter(({ seconds }) => seconds >= silentAfter)
    .sort((a, b) => b.seconds - a.seconds)[0];

const todoOf = (hall: HallNow, agency: string, items: readonly FigureItem[], now: number): Todo | null => {
  const open = hall.day.counters.filter((counter) => counter.state === 'open');
  const made = (kind: Todo['kind'], of: readonly FigureItem[], counter: number | null, idle = 0): Todo => ({
    kind,
    agency,
    counter,
    waiting: of.length,
    oldest: oldestOf(of),
    idle,
  });
  const stranded = items.filter((item) => servedBy(open, [item]).length === 0);
  if (stranded.length > 0) return made('open', stranded, helper(hall, stranded));
  const quiet = silent(open, items, now);
  if (quiet !== undefined) return made('silent', quiet.items, quiet.counter.number, quiet.seconds);
  const late = items.filter((item) => item.wait_seconds > hall.day.promise.wait_seconds);
  if (late.length === 0) return null;
  const counter = helper(hall, late);
  return made(counter === null ? 'full' : 'late', late, counter);
};

/** What to do now, whoever has waited longest first; at most one thing for each agency. */
export const todosOf = (hall: HallNow, now: number): Todo[] => {
  const agencies = new Map<string, FigureItem[]>();
  for (const item of hall.waiting) agencies.set(item.agency, [...(agencies.get(item.agency) ?? []), item]);
  return [...agencies]
    .flatMap(([agency, items]) => todoOf(hall, agency, items, now) ?? [])
    .sort((a, b) => b.oldest - a.oldest);
};

/** Who has waited longest. */
export const longestWaiting = (waiting: readonly FigureItem[]): FigureItem | null =>
  waiting.reduce<FigureItem | null>(
    (longest, item) => (longest === null || item.wait_seconds > longest.wait_seconds ? item : longest),
    null,
  );
