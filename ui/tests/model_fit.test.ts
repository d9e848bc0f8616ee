import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Calibration, CalibrationNow, FitCheck, LearnedFigure } from '#api/calibration';
import { checkOutcome } from '#model/model_fit';
import { checksTold, clerksWord, datesTold, hallFigures, weekdayName } from '../src/pages/console/model_fit/words';
import { fitWord } from '../src/pages/console/words';

vi.hoisted(() => vi.stubGlobal('location', { pathname: '/m/paser/planning/model-fit', origin: 'http://mall.test', search: '', hash: '' }));
beforeAll(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));
afterAll(() => vi.unstubAllGlobals());

const check = (verdict: FitCheck['verdict'], value: number | null, low: number | null = null, high: number | null = null): FitCheck => ({ verdict, value, low, high, observations: 100 });

const measured: LearnedFigure = { value: 0.061, low: 0.052, high: 0.07, observations: 1234, origin: 'measured' };
const planned: LearnedFigure = { value: 30, low: null, high: null, observations: 0, origin: 'planned' };

const learned = {
  dates: 12,
  dates_needed_for_checks: 30,
  checks: {
    order: check('holds', 0.987, 0.95, 1),
    order_minutes: 0.1,
    half_hours: check('unknown', null),
    mean_wait: check('fails', 3.1, 2.2, 4),
    service_level: check('holds', -0.5, -1.4, 0.4),
    dates_held_out: 0,
  },
  figures: {
    visits_a_date: { ...measured, value: 121.4, low: 118, high: 125 },
    days_differ: planned,
    patience_minutes: planned,
    says_goodbye: measured,
    misses_a_call: measured,
    comes_back: measured,
    back_after_minutes: measured,
    clerk_gives_up_after_seconds: measured,
    walk_seconds: measured,
    idle_gap_seconds: measured,
  },
} as unknown as Calibration;

describe('what a result rests on', () => {
  const calibration = { from: '2026-01-05', to: '2026-02-20', dates: 34, checks_unknown: 0, is_of_other_file: false };

  test('is the file while nothing was measured, also of a result of long ago', () => {
    expect(fitWord({ checks_passed: null, of: 4, basis: 'planning_figures', calibration: null })).toBe('Dihitung dari angka rencana berkas mal, belum dari hari nyata.');
  });

  test('is so many of the four checks, and so many days', () => {
    expect(fitWord({ checks_passed: 3, of: 4, basis: 'calibration', calibration })).toBe('Kecocokan model: 3 dari 4. Dari 34 hari nyata.');
  });

  test('says what cannot be checked yet, and that the file is another', () => {
    const fit = { checks_passed: 1, of: 4, basis: 'calibration' as const, calibration: { ...calibration, dates: 12, checks_unknown: 3, is_of_other_file: true } };
    expect(fitWord(fit)).toBe('Kecocokan model: 1 dari 4. Dari 12 hari nyata. 3 belum dapat diperiksa. Berkas mal sudah berganti sejak itu.');
  });
});

describe('what a calibration rests on', () => {
  const now = { computed_at: '2026-02-20T19:12:00Z', last_over: '2026-02-20' } as CalibrationNow;
  const told = (learnt: Calibration | null, at = now): string[] => datesTold(at, learnt, 'Asia/Makassar').map(({ what, when }) => `${what}: ${when}`);

  test('is told with its dates and when it was computed, by the clock of the mall', () => {
    const learnt = { ...learned, from: '2026-01-05', to: '2026-02-20', dates: 34, checks: { ...learned.checks, dates_held_out: 20 } };
    expect(told(learnt)).toEqual([
      'Dipelajari dari: 34 hari yang ada pengunjungnya, Senin, 5 Januari 2026 sampai Jumat, 20 Februari 2026',
      'Dihitung: Sabtu, 21 Februari 2026 pukul 03.12 WITA',
      'Hari terakhir yang selesai: Jumat, 20 Februari 2026',
    ]);
  });

  test('is only which day is over while nothing was learnt, and nothing in a new mall', () => {
    expect(told({ ...learned, from: null, to: null, dates: 0 }, { ...now, computed_at: null })).toEqual(['Hari terakhir yang selesai: Jumat, 20 Februari 2026']);
    expect(told(null, { ...now, computed_at: null, last_over: null })).toEqual([]);
  });
});

describe('a check', () => {
  test('of half-hours can fail at either end', () => {
    expect(checkOutcome('half_hours', check('fails', 0.6, 0.85, 0.95))).toBe('half_hours_low');
    expect(checkOutcome('half_hours', check('fails', 0.99, 0.85, 0.95))).toBe('half_hours_high');
    expect(checkOutcome('half_hours', check('holds', 0.9, 0.85, 0.95))).toBe('half_hours_holds');
  });

  test('says in one sentence what it means', () => {
    const told = Object.fromEntries(checksTold(learned).map(({ id, verdictWord, sentence }) => [id, `${verdictWord}: ${sentence}`]));
    expect(told['order']).toMatch(/^Cocok: Dari 100 panggilan, 98,7 memanggil/);
    expect(told['half_hours']).toBe('Belum diketahui: Perlu 30 hari nyata; kini ada 12.');
    expect(told['mean_wait']).toMatch(/^Tidak cocok: Tunggu nyata 2,2 sampai 4,0 menit dari tunggu model, padahal/);
    expect(told['service_level']).toMatch(/^Cocok: .* berbeda -1,4 sampai 0,4 dari model/);
  });
});

describe('a figure', () => {
  test('has its range and how often it was seen; a planning figure says so', () => {
    const told = Object.fromEntries(hallFigures(learned).map((one) => [one.id, one]));
    expect(told['visits_a_date']).toMatchObject({ value: '121', between: '118 sampai 125', from: 'Terlihat 1.234 kali' });
    expect(told['misses_a_call']).toMatchObject({ value: '6,1%', between: '5,2 sampai 7,0', isPlanned: false });
    expect(told['patience_minutes']).toMatchObject({ value: '30 menit', between: '', isPlanned: true });
  });

  test('of the clerks is by weekday', () => {
    expect([weekdayName(0), weekdayName(4)]).toEqual(['Senin', 'Jumat']);
    expect(clerksWord({ weekday: 0, dates: 6, counters: 3, counter_hours: 18 })).toBe('3 loket, 18,0 jam loket sehari');
    expect(clerksWord({ weekday: 5, dates: 1, counters: 0, counter_hours: 0 })).toBe('terlalu sedikit hari: angka rencana');
  });
});
