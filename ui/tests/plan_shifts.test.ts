import { describe, expect, test } from 'vitest';
import type { Keeping, PlannedPool, PlanResult } from '#api/planning';
import { asRun, brokenPlaces, busiestFirst, ganttOf, placesOf } from '#model/plan_in_shifts';
import { stepOf } from '#model/plan_steps';
import { ganttDrawn } from '#model/shift_gantt';

const halfHours = ['08:00', '08:30', '09:00', '09:30'];
const mean = (value: number) => ({ value, margin: 0.01 });
const use = (busy: number) => ({ service_level: mean(0.9), wait_minutes: mean(4), utilisation: mean(busy), overtime_minutes: mean(3) });

const cell = (from: string, promise: Keeping) => ({ from, half_hours: 1, steps: 4, service_level: mean(0.95), lower_bound: 0.94, reachable: 1, promise });

const pool = (id: string, counters: readonly number[], busy: number, broken: readonly number[] = []): PlannedPool => ({
  id,
  agency: id,
  agency_name: `Instansi ${id}`,
  agency_name_en: `Agency ${id}`,
  counters: [...counters],
  services: [],
  at_least: 1,
  counter_half_hours: 3,
  half_hours: halfHours.map((from) => ({ from, counters: 1, steps: 4, service_level: mean(0.95), wait_minutes: 4 })),
  cells: [cell('08:00', 'kept')],
  shortage: null,
  in_shifts: { counter_half_hours: 5, counters: [1, 2, 0, 2], cells: [cell('08:00', 'kept'), cell('08:30', 'not_kept'), cell('09:00', 'break'), cell('09:30', 'kept')] },
  review: {
    use: use(busy),
    utilisation: halfHours.map(() => mean(busy)),
    service_level_with_more: mean(0.8),
    fall: mean(0.1),
    broken: broken.map((value, place) => ({ from: halfHours[place] ?? '', half_hours: 1, service_level: mean(value) })),
  },
});

const pools = [pool('a', [1, 2], 0.3, [0.85, 0.7]), pool('b', [7], 0.6, [0.8])];

const plan = {
  half_hours: halfHours,
  counter_half_hours: 6,
  most_at_once: 2,
  open: [2, 2, 2, 2],
  cells: { kept: 1, thin: 0, break: 0, not_kept: 0, unreachable: 0 },
  pools,
  in_shifts: {
    counter_half_hours: 10,
    most_at_once: 4,
    cells: { kept: 2, thin: 0, break: 1, not_kept: 1, unreachable: 0 },
    open: [2, 4, 0, 4],
    roster: [
      { pool: 'a', counter: 1, from: '08:00', to: '10:00', half_hours: 3 },
      { pool: 'a', counter: 2, from: '08:30', to: '09:00', half_hours: 1 },
      { pool: 'a', counter: 2, from: '09:30', to: '10:00', half_hours: 1 },
      { pool: 'b', counter: 7, from: '08:00', to: '10:00', half_hours: 3 },
    ],
  },
} as unknown as PlanResult;

const words = { clock: (time: string) => time.replace(':', '.'), countersOf: () => 'loket' };

describe('a plan in shifts', () => {
  test('is run as its shifts are, and its half-hours stay what they are told of', () => {
    const run = asRun(plan);
    expect([run.counter_half_hours, run.most_at_once, run.open]).toEqual([10, 4, [2, 4, 0, 4]]);
    expect(run.pools[0]?.half_hours.map(({ counters, from }) => [from, counters])).toEqual([['08:00', 1], ['08:30', 2], ['09:00', 0], ['09:30', 2]]);
    expect(run.pools[0]?.cells.map(({ promise }) => promise)).toEqual(['kept', 'not_kept', 'break', 'kept']);
  });

  test('without shifts is run by the half-hour, also where an older server did not know of any', () => {
    expect(asRun({ ...plan, in_shifts: null }).counter_half_hours).toBe(6);
    const { in_shifts: _, ...older } = plan;
    expect(asRun(older as PlanResult).counter_half_hours).toBe(6);
  });

  test('has a lane for each counter, whose shifts end with the day at last', () => {
    const [first] = ganttOf(plan, asRun(plan).pools, words).groups;
    expect(first?.lanes).toEqual([
      { id: '1', stretches: [{ from: 0, to: 4, text: '08.00-10.00' }] },
      { id: '2', stretches: [{ from: 1, to: 2, text: '08.30-09.00' }, { from: 3, to: 4, text: '09.30-10.00' }] },
    ]);
    expect(first?.marks).toEqual(['calm', 'warned', 'off', 'calm']);
  });
});

describe('the drawing of shifts', () => {
  const drawn = ganttDrawn(ganttOf(plan, asRun(plan).pools, words), 1000);

  test('leaves out the break, and parts what is at risk from what is not', () => {
    const shift = drawn.groups[0]?.lanes[0]?.shifts[0];
    expect(shift?.parts.map(({ mark }) => mark)).toEqual(['calm', 'warned', 'calm']);
    const [, warned, after] = shift?.parts ?? [];
    expect((after?.x ?? 0) - ((warned?.x ?? 0) + (warned?.width ?? 0))).toBeGreaterThan(150);
  });

  test('writes the times within a shift that has room for them', () => {
    const narrow = ganttDrawn(ganttOf(plan, asRun(plan).pools, words), 200);
    expect(drawn.groups[0]?.lanes[0]?.shifts[0]?.text?.text).toBe('08.00-10.00');
    expect(narrow.groups[0]?.lanes[1]?.shifts[0]?.text).toBeNull();
  });

  test('keeps the name of a group with one counter clear of the next', () => {
    const long = { ...plan, pools: [pool('x', [3], 0.5), pool('y', [4], 0.5)].map((one) => ({ ...one, agency_name: 'Dinas '.repeat(20) })) };
    const [first, second] = ganttDrawn(ganttOf(long, long.pools, words), 1000).groups;
    expect(Math.max(...(first?.labels ?? []).map(({ y }) => y))).toBeLessThan(second?.line ?? 0);
  });
});

describe('what more and less would do', () => {
  test('is told with the counters that would have to be built', () => {
    const changes = [
      { pool: 'a', from: '08:00', in_time: mean(0.4) },
      { pool: 'a', from: '08:30', in_time: mean(0.3) },
      { pool: 'gone', from: '08:00', in_time: mean(0.2) },
    ];
    expect(placesOf(changes, asRun(plan).pools).map(({ from, isNew }) => [from, isNew])).toEqual([['08:00', false], ['08:30', true]]);
  });

  test('begins with the promise that is broken worst, and with the busiest group', () => {
    expect(brokenPlaces(pools).map(({ pool: one, share }) => [one.id, share])).toEqual([['a', 0.7], ['b', 0.8], ['a', 0.85]]);
    expect(busiestFirst(pools).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(busiestFirst(pools.map((one) => ({ ...one, review: null })))).toEqual([]);
  });
});

describe('the steps of a plan', () => {
  test('follow each other whatever is asked', () => {
    const whole = { shifts: 'flexible', review: true } as const;
    const stages = ['offered_load', 'add', 'trim', 'add', 'confirm', 'more_counters', 'shifts', 'review'] as const;
    expect(stages.map((stage) => stepOf(stage, whole)?.step)).toEqual([1, 2, 2, 2, 3, 3, 4, 5]);
    expect(stepOf('confirm', { shifts: 'none', review: false })).toEqual({ step: 3, of: 3 });
    expect(stepOf('review', { shifts: 'none', review: true })).toEqual({ step: 4, of: 4 });
  });

  test('are none while it waits', () => {
    expect(stepOf('waiting', { shifts: 'whole', review: true })).toBeNull();
  });
});
