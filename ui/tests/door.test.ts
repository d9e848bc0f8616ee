import { describe, expect, test } from 'vitest';
import type { Visit } from '#api/door';
import { actsOn, awaitedHelp, notArrived, numberTyped, paperTime, timeTyped } from '#model/door';

type Step = Visit['steps'][number];

const step = (state: Step['state'], given: Partial<Step> = {}): Step => ({
  id: 1,
  service: 'birth',
  service_name: 'Birth',
  agency: 'civil',
  state,
  waits_for: [],
  estimate: null,
  times_called: 0,
  overtaken_by: [],
  ...given,
});

const visit = (state: Step['state'], given: Partial<Visit> = {}): Visit => ({
  code: 'c',
  short_code: 's',
  number: 'B-001',
  mall: 'badung',
  business_date: '2026-11-25',
  issued_at: '2026-11-25T09:00:00+08:00',
  priority: 'none',
  state,
  steps: [step(state)],
  rejoins_left: 2,
  track_url: '',
  ...given,
});

describe('what is typed at the door', () => {
  test.each([
    ['B-012', 'B-012'],
    ['b12', 'B-012'],
    [' ag 7 ', 'AG-007'],
    ['p.1204', 'P-1204'],
    ['ktp', null],
    ['sim 1', null],
    ['12', null],
  ])('%s is the number %s', (typed, number) => {
    expect(numberTyped(typed, ['B', 'AG', 'P'])).toBe(number);
  });
});

describe('a visit at the door', () => {
  test('is looked for when it was called and the way is walked', () => {
    const now = Date.parse('2026-11-25T10:00:00+08:00');
    const called = (number: string, minutes: number): Visit =>
      visit('called', {
        number,
        steps: [step('called', { called_at: new Date(now - minutes * 60_000).toISOString() })],
      });
    const late = notArrived([called('B-001', 1), called('B-002', 3), called('B-003', 8)], now, 120);
    expect(late.map(({ number }) => number)).toEqual(['B-003', 'B-002']);
  });

  test('offers what can be done with it, and nothing else', () => {
    expect(actsOn(visit('waiting'))).toEqual({ cancel: true, rejoin: false, priority: true });
    expect(actsOn(visit('serving'))).toEqual({ cancel: false, rejoin: false, priority: true });
    expect(actsOn(visit('no_show'))).toEqual({ cancel: false, rejoin: true, priority: true });
    expect(actsOn(visit('no_show', { rejoins_left: 0 })).rejoin).toBe(false);
    expect(actsOn(visit('done'))).toEqual({ cancel: false, rejoin: false, priority: false });
  });
});

test.each([
  ['9.15', '09:15'],
  ['09:15', '09:15'],
  ['1405', '14:05'],
  ['24.00', null],
  ['9.60', null],
  ['pagi', null],
])('%s is the time of day %s', (typed, time) => {
  expect(timeTyped(typed)).toBe(time);
});

test('the time on a paper is of the mall, wherever the tablet thinks it is', () => {
  expect(paperTime('09:15', '2026-11-25', '2026-11-25T10:00:00.123+08:00')).toBe('2026-11-25T09:15:00+08:00');
});

test('who asked for a person waits until somebody says that one came', () => {
  const asked = { id: '2026-11-25.1', place: 'Anjungan 1', asked_at: '2026-11-25T09:00:00+08:00', given_at: null };
  const given = { ...asked, id: '2026-11-25.2', given_at: '2026-11-25T09:05:00+08:00' };
  expect(awaitedHelp([asked, given])).toEqual([asked]);
});
