import { describe, expect, test } from 'vitest';
import type { Counter, FigureItem, HallNow } from '#api/hall';
import { minutesWithin, outOf, rulerEnd, wholeMinutes } from '#model/hall_figures';
import type { Alarm } from '#model/hall_alarms';
import { devicesSeen, needsHand } from '#model/hall_devices';
import { cellState, planOf } from '#model/hall_plan';
import { keyOf, longestWaiting, todosOf } from '#model/hall_todo';

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

const hall = (counters: readonly Counter[], waiting: readonly FigureItem[], alarms: readonly Alarm[] = []): HallNow => ({
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
  alarms,
  devices: [],
  printers: [],
  notices: [],
});

const quiet = (minutes: number): Alarm => ({ kind: 'nobody_calls', agency: 'civil', waiting: 1, for_seconds: minutes * 60 });

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
    expect(todo).toMatchObject({ counter: 2 });
  });

  test('names no counter where none could serve them', () => {
    const [todo] = todosOf(hall([counter(1)], [waits('B-001', 2, 'unknown')]), now);
    expect(todo).toMatchObject({ kind: 'open', counter: null });
  });

  test('is to go to the counter that has been idle for longest once the server says that nobody calls', () => {
    expect(todosOf(hall([open(1, 60)], [waits('B-001', 14)]), now)).toEqual([]);
    const [todo] = todosOf(hall([open(1, 12), open(2, 20), open(3, 60, ['other'])], [waits('B-001', 14)], [quiet(14)]), now);
    expect(todo).toMatchObject({ kind: 'silent', counter: 2, quiet: 840 });
  });

  test('is to open one more where nobody calls because all are serving', () => {
    const [todo] = todosOf(hall([open(1, null), counter(2)], [waits('B-001', 14)], [quiet(14)]), now);
    expect(todo).toMatchObject({ kind: 'busy', counter: 2, quiet: 840 });
  });

  test('begins with who asks for a person, and ends with what can wait', () => {
    const alarms: Alarm[] = [
      { kind: 'paper_low', device: 'kios-1', for_seconds: 900 },
      { kind: 'no_sound', device: 'layar-1', for_seconds: 60 },
      { kind: 'help', help: '2026-11-25.1', place: 'Anjungan 1', for_seconds: 30 },
    ];
    const todos = todosOf(hall([open(1, 1, ['other']), counter(2)], [waits('B-001', 2)], alarms), now);
    expect(todos.map((todo) => (todo.kind === 'device' ? todo.trouble : todo.kind))).toEqual(['help', 'no_sound', 'open', 'paper_low']);
    expect(new Set(todos.map(keyOf)).size).toBe(4);
  });

  test('is to open another counter once somebody waits longer than promised', () => {
    const [todo] = todosOf(hall([open(1, null), counter(2)], [waits('B-001', 16), waits('B-002', 3)]), now);
    expect(todo).toMatchObject({ kind: 'late', counter: 2, waiting: 1 });
    expect(todosOf(hall([open(1, null)], [waits('B-001', 16)]), now)[0]).toMatchObject({ kind: 'full', counter: null });
  });

  test('begins with whoever has waited longest', () => {
    const other = { ...waits('C-001', 30), agency: 'tax' };
    expect(todosOf(hall([], [waits('B-001', 3), other]), now).map(keyOf)).toEqual(['tax', 'civil']);
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
});

describe('a device', () => {
  const device = {
    device: 'layar-1',
    role: 'board',
    zone: '',
    sound: 'on',
    sound_seconds: 900,
    paper: null,
    paper_seconds: null,
    silent_seconds: 3,
    silent: false,
    speaks: true,
  } as const;
  const printer = { id: 'kios-1', own: false, waiting: 0 } as const;

  test('is well, or says what is wrong with it and for how long', () => {
    const states = [
      device,
      { ...device, speaks: false },
      { ...device, silent: true, silent_seconds: 240, sound: 'blocked' },
      { ...device, sound: 'blocked' },
      { ...device, sound: 'muted' },
      { ...device, sound: null, sound_seconds: null, paper: 'out', paper_seconds: 60 },
    ] as const;
    const seen = states.map((one) => devicesSeen([one], [], now)[0]);
    expect(seen.map((one) => [one?.state, one?.seconds])).toEqual([
      ['speaks', null],
      ['well', null],
      ['silent', 240],
      ['blocked', 900],
      ['muted', 900],
      ['no_paper', 60],
    ]);
    expect(seen.map((one) => one !== undefined && needsHand(one))).toEqual([false, false, true, true, false, true]);
  });

  test('that needs a hand stands before those that do not, printers too', () => {
    const since = new Date(now - 120_000).toISOString();
    const seen = devicesSeen([device], [{ ...printer, state: 'no_paper', since }, { ...printer, id: 'kios-2', state: 'ready', since }], now);
    expect(seen.map(({ id, state, seconds }) => [id, state, seconds])).toEqual([
      ['kios-1', 'no_paper', 120],
      ['layar-1', 'speaks', null],
      ['kios-2', 'well', null],
    ]);
  });
});
