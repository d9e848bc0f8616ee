import { describe, expect, test } from 'vitest';
import type { Counter, FigureItem, HallNow } from '#api/hall';
import { minutesWithin, outOf, rulerEnd, weekBefore, wholeMinutes } from '#model/hall_figures';
import { cellState, planOf } from '#model/hall_plan';
import { longestWaiting, todosOf } from '#model/hall_todo';

const now = Date.parse('2026-11-25T10:00:00+08:00');

const counter = (number: number, given: Partial<Counter> = {}): Counter => ({
  number,
  booth: 'b1',
  floor: 1,
  agency: 'civil',
  state: 'closed',
  becomes: 'closed',
  services: [],
  has_session: false,
  current: null,
  undo: null,
  ...given,
});

const open = (number: number, idleMinutes: number | null, services = ['birth']): Counter =>
  counter(number, {
    state: 'open',
    services,
    ...(idleMinutes === null ? {} : { idle_since: new Date(now - idleMinutes * 60_000).toISOString() }),
  });

const waits = (number: string, minutes: number, service = 'birth'): FigureItem => ({
  visit: { code: number, number, priority: 'none' },
  step: { id: 1, service, service_name: service },
  agency: 'civil',
  channel: 'kiosk',
  state: 'waiting',
  issued_at: '2026-11-25T09:00:00+08:00',
  returns: 0,
  wait_seconds: minutes * 60,
});

const hall = (counters: readonly Counter[], waiting: readonly FigureItem[]): HallNow => ({
  mall: {
    agencies: [{ id: 'civil', name: 'Civil', kind: 'regional', prefix: 'B', here_today: true }],
    booths: [
      { id: 'b1', name: 'Booth 1', floor: 2, agency: 'civil' },
      { id: 'b2', name: 'Booth 2', floor: 1, agency: 'civil' },
    ],
    counters: counters.map(({ number }) => ({ number, booth: 'b1', agency: 'civil', services: ['birth'] })),
  } as unknown as HallNow['mall'],
  day: { counters, promise: { wait_seconds: 900, share: 0.9 } } as unknown as HallNow['day'],
  waiting,
});

describe('what to do now', () => {
  test('is nothing while everybody is served in time', () => {
    expect(todosOf(hall([open(1, 1)], [waits('B-001', 5)]), now)).toEqual([]);
  });

  test('is to open a counter for those whom no open counter serves', () => {
    const [todo] = todosOf(hall([open(1, 1, ['other']), counter(2)], [waits('B-001', 2)]), now);
    expect(todo).toMatchObject({ kind: 'open', counter: 2, waiting: 1, oldest: 120 });
  });

  test('is to end a pause before a closed counter is opened', () => {
    const [todo] = todosOf(hall([counter(1), counter(2, { state: 'paused' })], [waits('B-001', 2)]), now);
    expect(todo?.counter).toBe(2);
  });

  test('names no counter where none could serve them', () => {
    const [todo] = todosOf(hall([counter(1)], [waits('B-001', 2, 'unknown')]), now);
    expect(todo).toMatchObject({ kind: 'open', counter: null });
  });

  test('is to go to a counter that calls nobody for ten minutes', () => {
    expect(todosOf(hall([open(1, 9)], [waits('B-001', 14)]), now)).toEqual([]);
    expect(todosOf(hall([open(1, 60)], [waits('B-001', 9)]), now)).toEqual([]); // Nobody came before.
    const [todo] = todosOf(hall([open(1, 12), open(2, 10)], [waits('B-001', 14)]), now);
    expect(todo).toMatchObject({ kind: 'silent', counter: 1, idle: 720 });
  });

  test('is to open another counter once somebody waits longer than promised', () => {
    const [todo] = todosOf(hall([open(1, null), counter(2)], [waits('B-001', 16), waits('B-002', 3)]), now);
    expect(todo).toMatchObject({ kind: 'late', counter: 2, waiting: 1 });
    expect(todosOf(hall([open(1, null)], [waits('B-001', 16)]), now)[0]).toMatchObject({ kind: 'full', counter: null });
  });

  test('begins with whoever has waited longest', () => {
    const other = { ...waits('C-001', 30), agency: 'tax' };
    expect(todosOf(hall([], [waits('B-001', 3), other]), now).map((todo) => todo.agency)).toEqual(['tax', 'civil']);
    expect(longestWaiting([waits('B-001', 3), other])?.visit.number).toBe('C-001');
    expect(longestWaiting([])).toBeNull();
  });
});

describe('the plan', () => {
  test('goes floor by floor, and a queue stands once', () => {
    const floors = planOf(hall([open(1, 1), counter(2, { booth: 'b2' })], [waits('B-001', 3)]));
    expect(floors.map(({ floor, waiting, working, counters }) => [floor, waiting, working, counters])).toEqual([
      [1, 1, 0, 1],
      [2, 0, 1, 1],
    ]);
    expect(floors[1]?.blocks[0]?.queue).toBeNull();
  });

  test('tells a counter that calls from one that serves or rests', () => {
    const step = { visit: { code: 'c', number: 'B-001', priority: 'none' }, step: { id: 1, service: 's', service_name: 's' } };
    const at = { ...step, since: '2026-11-25T09:59:00+08:00', times_called: 1, heard_on: 0 };
    expect(cellState(counter(1, { state: 'open', current: { ...at, state: 'called' } }))).toBe('called');
    expect(cellState(counter(1, { state: 'open', current: { ...at, state: 'serving' } }))).toBe('serving');
    expect(cellState(counter(1, { state: 'closing', current: { ...at, state: 'serving' } }))).toBe('closing');
    expect(cellState(open(1, 1))).toBe('free');
    expect(cellState(counter(1))).toBe('closed');
  });
});

describe('a figure', () => {
  test('is said as so many of so many', () => {
    const view = { figure: 'service_level', unit: 'share', how: '', items: 230 } as const;
    expect(outOf({ ...view, value: 214 / 230 })).toEqual({ kept: 214, all: 230 });
    expect(outOf({ ...view, value: null })).toBeNull();
  });

  test('stands on a ruler with the promise inside it', () => {
    expect(rulerEnd(900, [])).toBe(1_500);
    expect(rulerEnd(900, [2_950])).toBe(3_000);
  });

  test('is rounded to the side that promises less', () => {
    expect([0, 59, 60, 959].map(wholeMinutes)).toEqual([0, 0, 1, 15]);
    expect([0, 60, 61].map(minutesWithin)).toEqual([1, 1, 2]);
  });

  test('is compared with the same weekday', () => {
    expect(weekBefore('2026-12-03')).toBe('2026-11-26');
  });
});
