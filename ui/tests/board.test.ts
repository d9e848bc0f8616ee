import { describe, expect, test } from 'vitest';
import { capHeight, farthestReader, isFresh, isOver, layoutOf, lettersOf, rowsThatFit, viewingOf } from '#model/board';

describe('a board', () => {
  test.each([
    [5, 32, 61],
    [8, 51, 98],
    [10, 64, 122],
    [12, 77, 147],
    [15, 96, 183],
  ])('is read from %d m at %d mm in its list and %d mm in its call', (metres, list, call) => {
    expect(Math.round(capHeight(metres, 22))).toBe(list);
    expect(Math.round(capHeight(metres, 42))).toBe(call);
  });

  test.each([
    [43, [7, 5, 4, 2]],
    [55, [9, 7, 5, 3]],
    [65, [11, 8, 6, 4]],
    [75, [12, 9, 7, 5]],
  ])('of %d inches holds as many rows as can be read', (inches, rows) => {
    const at = (metres: number): number => rowsThatFit({ inches, metres, portrait: false });
    expect([6, 8, 10, 15].map(at)).toEqual(rows);
  });

  test('gives the call the whole screen where fewer than four rows would be left', () => {
    expect(layoutOf({ inches: 55, metres: 15, portrait: false }).rows).toBe(0);
    expect(layoutOf({ inches: 55, metres: 8, portrait: false }).rows).toBe(3);
    expect(layoutOf({ inches: 75, metres: 6, portrait: false }).rows).toBe(5);
  });

  test('is read from no farther than its screen allows', () => {
    expect(farthestReader({ inches: 43, metres: 8, portrait: false })).toBe(18);
    expect(farthestReader({ inches: 75, metres: 8, portrait: false })).toBe(32);
    expect(lettersOf({ inches: 55, metres: 8, portrait: false })).toBe(51);
    expect(lettersOf({ inches: 55, metres: 12, portrait: false })).toBe(77);
    expect(lettersOf({ inches: 55, metres: 15, portrait: false })).toBe(151);
  });

  test('takes no set-up that there cannot be', () => {
    expect(viewingOf(new URLSearchParams('inches=9&metres=x'))).toEqual({
      inches: 55,
      metres: 8,
      portrait: false,
    });
    expect(viewingOf(new URLSearchParams('inches=43&metres=6&portrait')).inches).toBe(43);
  });
});

test('a call is fresh for 15 seconds', () => {
  const call = { called_at: '2026-11-25T09:00:00+08:00' };
  const called = Date.parse(call.called_at);
  expect(isFresh(call, called + 14_000)).toBe(true);
  expect(isFresh(call, called + 15_000)).toBe(false);
  expect(isFresh(call, null)).toBe(false);
});

describe('the day on a board', () => {
  const queue = (waiting: number) => ({ waiting });
  const day = (states: readonly string[], waiting = 0) => ({ calls: states.map((state) => ({ state })), queues: [queue(0), queue(waiting)] });

  test('goes on while the mall is open, however quiet it is', () => {
    expect(isOver(true, day([]))).toBe(false);
    expect(isOver(true, day(['done']))).toBe(false);
  });

  test('goes on after closing for whoever is called, served or waits', () => {
    expect(isOver(false, day(['done', 'called']))).toBe(false);
    expect(isOver(false, day(['serving', 'done']))).toBe(false);
    expect(isOver(false, day(['done'], 3))).toBe(false);
  });

  test('is over after closing when nobody is', () => {
    expect(isOver(false, day([]))).toBe(true);
    expect(isOver(false, day(['done', 'on_hold']))).toBe(true);
  });

  test('is over after closing when those who wait have not been called for long', () => {
    expect(isOver(false, day([], 3))).toBe(true);
  });
});
