import { describe, expect, test } from 'vitest';
import { dayName, daysUntil, money } from '#model/dates';
import { idleAfter, whileChoosing, withTicket } from '#model/idle';
import { louder, loudest, quieter, turned, volumeAt } from '#model/loudness';
import { boxTowards, isWhole, padAct, typed } from '#model/keypad';
import { back, choose, declare, drop, go, isUntouched, leafOf, start, turn } from '#model/kiosk';
import { examplesOf, sameWords, search } from '#model/kiosk_search';
import { codeInGroups, floorsOf } from '#model/kiosk_ticket';
import { chosenOf, type Offer, standingOf, takeable, toBring } from '#model/offer';
import { isPress } from '#model/presses';

const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  id,
  agency: 'dukcapil',
  name: id,
  requirements: [],
  product: '',
  availability: 'open',
  next_open: null,
  waiting: 0,
  ...more,
});

describe('the way through a kiosk', () => {
  test('leads to a number for one service in three touches', () => {
    const agency = go(start, { at: 'agency', agency: 'dukcapil' });
    const check = choose(agency, ['akta']);

    expect(check.now.place).toEqual({ at: 'check' });
    expect(check.now.services).toEqual(['akta']);
    expect(check.before).toHaveLength(2); // The third touch takes the number.
  });

  test('goes back by undoing the last step whole', () => {
    const agency = go(start, { at: 'agency', agency: 'dukcapil' });

    expect(back(choose(agency, ['akta']))).toEqual(agency);
    expect(back(back(choose(agency, ['akta'])))).toEqual(start);
    expect(back(start)).toEqual(start);
  });

  test('gathers services of several agencies, each once', () => {
    const one = choose(start, ['akta', 'kk']);
    const more = choose(go(one, { at: 'home', page: 0 }), ['kk', 'bpjs']);

    expect(more.now.services).toEqual(['akta', 'kk', 'bpjs']);
    expect(drop(more, 'kk').now.services).toEqual(['akta', 'bpjs']);
    expect(drop(choose(start, ['akta']), 'akta')).toEqual(start);
  });

  test('turning a leaf, typing and declaring are no steps to go back by', () => {
    const found = turn(go(start, { at: 'search', words: '' }), { at: 'search', words: 'ktp' });

    expect(back(found)).toEqual(start);
    expect(back(declare(choose(start, ['akta']), 'elderly'))).toEqual(start);
    expect(isUntouched(start)).toBe(true);
    expect(isUntouched(turn(start, { at: 'home', page: 1 }))).toBe(false);
  });

  test('shows twelve agencies a page and never less than the last page', () => {
    const all = Array.from({ length: 30 }, (_, place) => place);

    expect(leafOf(all, 0)).toMatchObject({ first: 1, last: 12, pages: 3 });
    expect(leafOf(all, 9)).toMatchObject({ first: 25, last: 30, pages: 3 });
    expect(leafOf([], 0)).toMatchObject({ items: [], pages: 1 });
  });
});

describe('what can be had', () => {
  test('of an agency is the best of its services', () => {
    const later = '2026-11-26T08:00:00+08:00';
    const full = offer('a', { availability: 'full', next_open: later, waiting: 3 });
    const absent = offer('b', { availability: 'absent', next_open: '2026-11-27T08:00:00+08:00' });

    expect(standingOf([full, absent])).toEqual({ availability: 'full', next_open: later, waiting: 3 });
    expect(standingOf([full, offer('c', { waiting: 2 })])).toMatchObject({ availability: 'open', waiting: 5 });
    expect(takeable([full, absent, offer('c')]).map(({ id }) => id)).toEqual(['c']);
  });

  test('survives a service that is no longer there', () => {
    expect(chosenOf([offer('a'), offer('b')], ['b', 'gone', 'a']).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('needs each paper once', () => {
    const offers = [offer('a', { requirements: ['KTP-el', 'KK'] }), offer('b', { requirements: ['KK', 'Pasfoto'] })];

    expect(toBring(offers).map(({ name }) => name)).toEqual(['KTP-el', 'KK', 'Pasfoto']);
  });

  test('has English beside each paper where the file has it', () => {
    const inBoth = offer('a', { requirements: ['KTP-el', 'KK'], requirements_en: ['Identity card', 'Family card'] });

    expect(toBring([inBoth, offer('b', { requirements: ['Pasfoto'] })])).toEqual([
      { name: 'KTP-el', name_en: 'Identity card' },
      { name: 'KK', name_en: 'Family card' },
      { name: 'Pasfoto' },
    ]);
  });
});

describe('the search', () => {
  const offers = [
    { ...offer('nikah', { name: 'Akta perkawinan' }), agencyName: 'Dukcapil' },
    { ...offer('ktp', { name: 'Pencetakan KTP-el', name_en: 'Identity card' }), agencyName: 'Dukcapil' },
    { ...offer('nib', { name: 'Penerbitan NIB', agency: 'ptsp' }), agencyName: 'Perizinan' },
    { ...offer('izin', { name: 'Izin reklame', agency: 'ptsp' }), agencyName: 'Perizinan' },
  ];
  const found = (words: string): string[] => search(offers, words, sameWords('nikah perkawinan')).map(({ id }) => id);

  test.each([
    ['ktp', ['ktp']],
    ['KTP el', ['ktp']],
    ['nikah', ['nikah']],
    ['identity', ['ktp']],
    ['izin', ['izin', 'nib']],
    ['zzz', []],
    ['  ', []],
    ['(.*', []],
  ])('for "%s" finds %j', (words, ids) => {
    expect(found(words)).toEqual(ids);
  });

  test('offers words that find something, each once', () => {
    const same = sameWords('nikah perkawinan; izin perizinan; paspor imigrasi');
    expect(examplesOf(offers, 'KTP, Izin, SIM', same)).toEqual(['KTP', 'Izin', 'nikah']);
  });
});

describe('a press', () => {
  test.each([
    [{ began: 1_000, ended: 1_100 }, 0, true],
    [{ began: 1_000, ended: 2_600 }, 0, false], // A resting hand.
    [{ began: 1_000, ended: 1_100 }, 900, false], // A bounce.
  ])('%j after one at %d counts: %j', (touch, last, counts) => {
    expect(isPress(touch, last)).toBe(counts);
  });
});

describe('a kiosk that nobody touches', () => {
  test('asks after 30 s and wipes after 20 more', () => {
    expect(idleAfter(29_999, whileChoosing)).toEqual({ is: 'here' });
    expect(idleAfter(30_000, whileChoosing)).toEqual({ is: 'asked', left: 20 });
    expect(idleAfter(49_100, whileChoosing)).toEqual({ is: 'asked', left: 1 });
    expect(idleAfter(50_000, whileChoosing)).toEqual({ is: 'gone' });
  });

  test('shows a ticket for 20 s', () => {
    expect(idleAfter(0, withTicket)).toEqual({ is: 'asked', left: 20 });
    expect(idleAfter(20_000, withTicket)).toEqual({ is: 'gone' });
  });
});

describe('the voice guide', () => {
  test('has five steps, the loudest as it comes from the machine and none of them silent', () => {
    const volumes = [1, 2, 3, 4, 5].map(volumeAt);

    expect(volumes.at(-1)).toBe(1);
    expect(volumes[0]).toBeCloseTo(0.1, 5);
    expect([...volumes].sort((a, b) => a - b)).toEqual(volumes);
  });

  test('stays at its ends, but by the one key of a keypad begins anew', () => {
    expect([louder(loudest), quieter(1)]).toEqual([loudest, 1]);
    expect([turned(3), turned(loudest)]).toEqual([4, 1]);
  });
});

describe('the keypad', () => {
  test('chooses a tile by its number', () => {
    expect(typed('', '1', 18)).toBe('1');
    expect(typed('1', '2', 18)).toBe('12');
    expect(typed('1', '9', 18)).toBe('9'); // There is no 19: it begins anew.
    expect(typed('', '0', 18)).toBe('');
    expect(isWhole('1', 18)).toBe(false);
    expect(isWhole('2', 18)).toBe(true);
  });

  test('has a star for the voice guide and a hash to go back', () => {
    expect(padAct('*')).toEqual({ does: 'guide' });
    expect(padAct('+')).toEqual({ does: 'louder' });
    expect(padAct('-')).toEqual({ does: 'quieter' });
    expect(padAct('#')).toEqual({ does: 'back' });
    expect(padAct('x')).toBeNull();
  });

  test('leads by its arrows to the nearest target that way', () => {
    const boxes = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 0, y: 100 }];
    const from = { x: 0, y: 0 };

    expect(boxTowards(boxes, from, 'right')).toBe(1);
    expect(boxTowards(boxes, from, 'down')).toBe(2);
    expect(boxTowards(boxes, from, 'up')).toBeNull();
  });
});

describe('words of a ticket', () => {
  test('name floors, codes, days and money', () => {
    const desks = [
      { booth: 'b1', services: ['a'] },
      { booth: 'b2', services: ['a'] },
    ];
    const stalls = [
      { id: 'b1', floor: 2 },
      { id: 'b2', floor: 1 },
    ];

    expect(floorsOf(desks, stalls, 'a')).toEqual([1, 2]);
    expect(codeInGroups('n0xjwmxvggg')).toBe('n0xj wmxv ggg');
    expect(money(650_000)).toBe('Rp650.000');
    const time = Date.parse('2026-11-24T23:30:00+08:00');
    expect(dayName(time, 'Asia/Makassar', 'id')).toBe('Selasa, 24 November 2026');
    expect(daysUntil(time + 3_600_000, time, 'Asia/Makassar')).toBe(1);
  });
});
