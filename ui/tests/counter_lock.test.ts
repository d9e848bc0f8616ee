import { describe, expect, test } from 'vitest';
import { lockFor, lockIn, mostTries, pinTyped, tried, waitAfterTries } from '#model/counter_lock';

const lock = lockFor('4711', 'salt');

describe('a PIN', () => {
  test('has four to six figures', () => {
    expect(['123', '1234', ' 123456 ', '1234567', '12a4', ''].map(pinTyped)).toEqual([null, '1234', '123456', null, null, null]);
  });
});

describe('a locked screen', () => {
  test('opens by its PIN alone, which stands nowhere', () => {
    expect(JSON.stringify(lock)).not.toContain('4711');
    expect(tried(lock, '4711', 0)).toEqual({ is: 'open' });
    expect(tried(lock, '4712', 0).is).toBe('wrong');
    expect(tried(lock, '', 0).is).toBe('wrong');
  });

  test('makes one wait after too many wrong ones, also with the right one', () => {
    let now = lock;
    for (let i = 1; i < mostTries; i += 1) {
      const outcome = tried(now, '0000', 1_000);
      expect(outcome.is).toBe('wrong');
      if (outcome.is !== 'open') now = outcome.lock;
    }
    const last = tried(now, '0000', 1_000);
    expect(last.is).toBe('too_soon');
    if (last.is === 'open') return;
    expect(tried(last.lock, '4711', 999 + waitAfterTries).is).toBe('too_soon');
    expect(tried(last.lock, '4711', 1_000 + waitAfterTries).is).toBe('open');
  });

  test('is read as it was written down, and not otherwise', () => {
    expect(lockIn(JSON.stringify(lock))).toEqual(lock);
    for (const written of [null, '', 'null', '{}', '{"salt":1}', JSON.stringify({ ...lock, isShut: 'yes' })]) expect(lockIn(written)).toBeNull();
  });
});
