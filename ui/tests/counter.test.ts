import { describe, expect, test } from 'vitest';
import type { Counter, Waiting } from '#api/counter';
import { canDo, isNoShowDue, nextOf, nextRest, numberAsked, oldestOf, points, primaryOf, reasonOf, stageOf } from '#model/counter';
import { expected, type Kept, keptIn, verdictOn } from '#model/counter_kept';
import { commandOf, isUsable, keysIn, rebound, strokeName, usualKeys } from '#model/counter_keys';

const step = { id: 1, service: 'birth', service_name: 'Birth' };
const visit = (number: string, priority = 'none') => ({ code: number, number, priority });

const counter = (given: Partial<Counter> = {}): Counter => ({
  number: 12,
  booth: 'b1',
  floor: 1,
  agency: 'civil',
  state: 'open',
  becomes: 'open',
  services: [],
  has_session: true,
  current: null,
  undo: null,
  ...given,
});

const since = '2026-11-25T10:00:00+08:00';
const inHand = (state: 'called' | 'serving', number = 'B-001'): Counter['current'] => ({
  visit: visit(number),
  step,
  state,
  since,
  times_called: 1,
  heard_on: 0,
});

const waits = (number: string, given: Partial<Waiting> = {}): Waiting => ({
  visit: visit(number),
  step,
  waited_seconds: 60,
  score: 60,
  is_rescued: false,
  passed_over: 'none',
  ...given,
});

describe('the primary button', () => {
  test.each([
    ['open', counter({ state: 'closed' })],
    ['open', counter({ state: 'paused' })],
    ['call', counter()],
    ['start', counter({ current: inHand('called') })],
    ['finish', counter({ current: inHand('serving') })],
    ['finish', counter({ state: 'closing', current: inHand('serving') })],
  ] as const)('is to %s', (command, given) => {
    expect(primaryOf(stageOf(given))).toBe(command);
    expect(canDo(given, command)).toBe(true);
  });

  test('goes with what else can be done', () => {
    const called = counter({ current: inHand('called') });
    expect([canDo(called, 'no_show'), canDo(called, 'hold'), canDo(called, 'call')]).toEqual([true, false, false]);
    const leaving = counter({ state: 'closing', becomes: 'paused', current: inHand('serving') });
    expect([canDo(leaving, 'open'), canDo(leaving, 'pause'), canDo(leaving, 'close')]).toEqual([true, false, true]);
    expect(canDo(counter({ held: [] }), 'resume')).toBe(false);
    expect(canDo(counter({ undo: { action: 'call', until: since } }), 'undo')).toBe(true);
  });
});

describe('the waiting list', () => {
  test('says why each stands where it does', () => {
    expect(reasonOf(waits('B-001'))).toBe('oldest');
    expect(reasonOf(waits('B-001', { visit: visit('B-001', 'elderly') }))).toBe('priority');
    expect(reasonOf(waits('B-001', { is_rescued: true }))).toBe('rescued');
    expect(reasonOf(waits('B-001', { passed_over: 'busy_elsewhere', at_counter: 7, is_rescued: true }))).toBe('busy');
    expect(reasonOf(waits('B-001', { passed_over: 'waits_for' }))).toBe('waits_for');
  });

  test('names whom a call would find, and who has waited longest', () => {
    const list = [waits('B-001', { passed_over: 'busy_elsewhere' }), waits('B-002'), waits('B-003', { waited_seconds: 90 })];
    expect(nextOf(list)?.visit.number).toBe('B-002');
    expect(oldestOf(list)?.visit.number).toBe('B-003');
    expect([nextOf([]), oldestOf([])]).toEqual([undefined, undefined]);
    expect([points(-5), points(119)]).toEqual([0, 1]);
  });
});

test('nobody is absent before the way is walked', () => {
  const called = counter({ current: inHand('called') });
  const at = Date.parse(since);
  expect([isNoShowDue(called, at + 119_000, 120), isNoShowDue(called, at + 120_000, 120)]).toEqual([false, true]);
  expect(isNoShowDue(counter({ current: inHand('serving') }), at + 500_000, 120)).toBe(false);
});

test.each([
  ['23', 'B-023'],
  ['c7', 'C-007'],
  ['B-012', 'B-012'],
  ['x1', null],
  ['', null],
])('%s typed at the counter of B is %s', (typed, number) => {
  expect(numberAsked(typed, ['B', 'C'], 'B')).toBe(number);
});

test('the next rest is a break while work goes on after it', () => {
  const day = (time: string): string => `2026-11-25T${time}:00+08:00`;
  const hours = [
    { from: day('08:00'), to: day('12:00') },
    { from: day('13:00'), to: day('15:30') },
  ];
  expect(nextRest(hours, Date.parse(day('09:00')))).toEqual({ at: Date.parse(day('12:00')), isBreak: true });
  expect(nextRest(hours, Date.parse(day('12:30')))).toEqual({ at: Date.parse(day('15:30')), isBreak: false });
  expect(nextRest(hours, Date.parse(day('16:00')))).toBeNull();
});

describe('an act that was not answered', () => {
  const kept = (act: Kept['wish']['act'], given: Partial<Kept> = {}): Kept => ({
    wish: { act, body: {} },
    key: 'k',
    visit: 'B-001',
    number: 'B-001',
    at: since,
    wasTried: false,
    isUnconfirmed: true,
    ...given,
  });

  test('is shown as it will be, once it is known to be late', () => {
    const called = counter({ current: inHand('called') });
    expect(stageOf(expected(called, [kept('start')]))).toBe('serving');
    expect(stageOf(expected(called, [kept('start'), kept('finish')]))).toBe('idle');
    expect(stageOf(expected(called, [kept('start', { isUnconfirmed: false })]))).toBe('called');
    expect(expected(counter({ state: 'closing', becomes: 'paused', current: inHand('serving') }), [kept('finish')]).state).toBe('paused');
  });

  test('is sent only to whom it was meant for', () => {
    expect(verdictOn(counter({ current: inHand('called') }), kept('start'))).toBe('send');
    expect(verdictOn(counter({ current: inHand('serving') }), kept('start', { wasTried: true }))).toBe('happened');
    expect(verdictOn(counter({ current: inHand('serving', 'B-002') }), kept('finish'))).toBe('astray');
    expect(verdictOn(counter({ current: inHand('called') }), kept('finish'))).toBe('astray');
    expect(verdictOn(counter(), kept('finish', { wasTried: true }))).toBe('happened');
    expect(verdictOn(counter(), kept('no-show'))).toBe('astray');
  });

  test('outlives the page, and nothing else does', () => {
    const all = [kept('hold', { isUnconfirmed: false }), { ...kept('hold'), wish: { act: 'call', body: {} } }, 7];
    expect(keptIn(JSON.stringify(all))).toEqual([kept('hold')]);
    expect([keptIn(null), keptIn('{'), keptIn('{}')]).toEqual([[], [], []]);
  });
});

describe('a key', () => {
  const none = { key: '', code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

  test('has the name that stands on its button', () => {
    expect(strokeName({ ...none, key: 'F2', code: 'F2' })).toBe('F2');
    expect(strokeName({ ...none, key: 'z', code: 'KeyZ', ctrlKey: true })).toBe('Ctrl+Z');
    expect(strokeName({ ...none, key: 'π', code: 'KeyP', altKey: true })).toBe('Alt+P');
    expect(strokeName({ ...none, key: 'Shift', code: 'ShiftLeft', shiftKey: true })).toBe('');
  });

  test('never acts while somebody types, nor takes what is the browser\'s', () => {
    expect(['F2', 'Ctrl+Z', 'Alt+P', 'Shift+F6'].filter((name) => !isUsable(name))).toEqual([]);
    expect(['P', 'Shift+P', 'F5', 'F11', 'Ctrl+C', 'Ctrl+W', ''].filter(isUsable)).toEqual([]);
  });

  test('changes places with the one that had it', () => {
    const keys = rebound(usualKeys, 'start', 'F2');
    expect([keys.start, keys.call, commandOf(keys, 'F2')]).toEqual(['F2', 'F4', 'start']);
    expect(keysIn(JSON.stringify(keys))).toEqual(keys);
    expect(keysIn(JSON.stringify({ start: 'F2' }))).toEqual(usualKeys); // Two on one key.
    expect(keysIn('nonsense')).toEqual(usualKeys);
    expect(commandOf(keys, '')).toBeUndefined();
  });
});
