import { describe, expect, test } from 'vitest';
import type { Print, Printer } from '#api/printing';
import { needsHelp, paperOf, printerOf } from '#model/printing';

const printer = (id: string, given: Partial<Printer> = {}): Printer => ({
  id,
  own: false,
  state: 'ready',
  waiting: 0,
  ...given,
});

const print = (given: Partial<Print>): Print => ({
  id: 'p',
  visit: 'v',
  number: 'B-001',
  printer: 'kios-1',
  copy: false,
  state: 'reserved',
  sent: false,
  printer_state: 'unknown',
  asked_at: '2026-11-25T09:00:00+08:00',
  changed_at: '2026-11-25T09:00:00+08:00',
  ...given,
});

describe('the printer of a screen', () => {
  const printers = [printer('kios-1'), printer('pintu', { own: true })];
  test.each([
    ['kios-1', 'kios-1'],
    [null, 'pintu'],
    ['gone', 'pintu'],
    ['none', null],
    ['page', null],
  ])('set up as %s is %s', (setUp, id) => {
    expect(printerOf(setUp, printers)).toBe(id);
  });

  test('is none where no printer is its own', () => {
    expect(printerOf(null, [printer('kios-1')])).toBeNull();
  });
});

describe('a ticket on paper', () => {
  test.each([
    [{ state: 'reserved' }, { is: 'printing' }],
    [{ state: 'printing', sent: true }, { is: 'printing' }],
    [{ state: 'confirmed', sent: true }, { is: 'out' }],
    [{ state: 'unconfirmed', sent: true, printer_state: 'unknown' }, { is: 'asked' }],
    [{ state: 'unconfirmed', sent: true, printer_state: 'no_paper' }, { is: 'stuck', why: 'no_paper' }],
    [{ state: 'unconfirmed', printer_state: 'cover_open' }, { is: 'stuck', why: 'not_ready' }],
    [{ state: 'unconfirmed', printer_state: 'offline' }, { is: 'stuck', why: 'not_ready' }],
    [{ state: 'unconfirmed', printer_state: 'ready' }, { is: 'stuck', why: 'not_ready' }],
  ] as [Partial<Print>, unknown][])('%j is %j', (given, paper) => {
    expect(paperOf(print(given))).toEqual(paper);
  });

  test('that the server no longer knows is asked after', () => {
    expect(paperOf(null)).toEqual({ is: 'asked' });
  });
});

test('a printer needs somebody when it says so, not when it says nothing', () => {
  const loud = (['ready', 'near_end', 'no_paper', 'cover_open', 'offline', 'unknown'] as const).filter((state) =>
    needsHelp(printer('kios-1', { state })),
  );
  expect(loud).toEqual(['near_end', 'no_paper', 'cover_open', 'offline']);
});
