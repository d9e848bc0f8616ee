import { describe, expect, test } from 'vitest';
import { type Announcer, nextOf, type Sayable, silentAnnouncer, takenBack, told } from '#model/announcer';

const called = Date.parse('2026-11-25T09:00:00+08:00');

const call = (id: number, seconds = 0, withdrawn = false): Sayable => ({
  id: `2026-11-25.${id}`,
  number: `A-${String(id).padStart(3, '0')}`,
  withdrawn,
  speak_until: new Date(called + seconds * 1000 + 20_000).toISOString(),
});

const numbersOf = (announcer: Announcer<Sayable>): string[] => announcer.waiting.map(({ number }) => number);

describe('an announcer', () => {
  test('says each call in its order, and none twice', () => {
    const first = told(silentAnnouncer, [call(1), call(2)], false, called);
    const again = told(first, [call(2), call(3)], false, called);
    expect(numbersOf(again)).toEqual(['A-001', 'A-002', 'A-003']);
    expect(numbersOf(told(again, [call(1)], false, called))).toEqual(numbersOf(again));
  });

  test('says nothing old when it comes anew or comes back', () => {
    const back = told(silentAnnouncer, [call(1), call(2, 10)], true, called + 21_000);
    expect(numbersOf(back)).toEqual(['A-002']);
    expect(numbersOf(told(back, [call(1)], false, called))).toEqual(['A-002']);
  });

  test('says everything, however long the others took, when it was there all the time', () => {
    expect(numbersOf(told(silentAnnouncer, [call(1)], false, called + 90_000))).toEqual(['A-001']);
  });

  test('does not say a call that was taken back', () => {
    const waiting = told(silentAnnouncer, [call(1), call(2), call(3, 0, true)], false, called);
    expect(numbersOf(takenBack(waiting, 'A-001'))).toEqual(['A-002']);
  });

  test('says a call twice, and once when more than three others wait', () => {
    const few = told(silentAnnouncer, [1, 2, 3, 4].map((id) => call(id)), false, called);
    expect(nextOf(few)?.times).toBe(2);
    const many = told(few, [call(5)], false, called);
    expect(nextOf(many)?.times).toBe(1);
    expect(nextOf(many)?.rest.waiting).toHaveLength(4);
    expect(nextOf(silentAnnouncer)).toBeNull();
  });

  test('remembers enough, and not for ever', () => {
    const day = Array.from({ length: 2000 }, (_, id) => call(id));
    expect(told(silentAnnouncer, day, false, called).seen).toHaveLength(500);
  });
});
