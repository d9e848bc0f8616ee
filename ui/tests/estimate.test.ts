import { expect, test } from 'vitest';
import { shownRange } from '#model/estimate';

test.each([
  [11, 18, 10, 20],
  [10, 20, 10, 20],
  [0, 0, 0, 5],
  [4, 4, 0, 5],
  [10, 10, 10, 15],
  [14, 21, 10, 25],
])('a wait of %i to %i minutes is shown as %i to %i', (from, to, low, high) => {
  expect(shownRange({ low_seconds: from * 60, high_seconds: to * 60 })).toEqual({ low, high });
});
