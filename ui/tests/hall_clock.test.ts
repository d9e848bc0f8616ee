import { describe, expect, test } from 'vitest';
import { clockTold, duration, hallTime, wallTime } from '#base/hall_clock';

describe('the clock of the hall', () => {
  test('goes at its own pace from what the server said', () => {
    const clock = clockTold('2026-11-25T09:00:00+08:00', 60, 1_000);

    expect(wallTime(hallTime(clock, 1_000), 'Asia/Makassar')).toBe('09.00');
    expect(wallTime(hallTime(clock, 61_000), 'Asia/Makassar')).toBe('10.00');
  });

  test.each([
    [-3, '0.00'],
    [65, '1.05'],
    [3_600, '1.00.00'],
    [36_061, '10.01.01'],
  ])('shows %d seconds as %s', (seconds, shown) => {
    expect(duration(seconds)).toBe(shown);
  });
});
