import { describe, expect, test } from 'vitest';
import { between } from '#base/moments';

const noon = { page: 5_000, device: Date.parse('2026-11-25T12:00:00+08:00') };
const hour = 3_600_000;

describe('the time between two moments', () => {
  test('is that of the device where the clock of the page stood still', () => {
    expect(between(noon, { page: 6_000, device: noon.device + hour })).toBe(hour);
  });

  test('is that of the page where somebody has set the device back', () => {
    expect(between(noon, { page: 6_000, device: noon.device - 24 * hour })).toBe(1_000);
  });
});
