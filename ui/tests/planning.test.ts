import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AgencyForecast, Difference, Forecast, Keeping, PlannedPool, PlanResult, PracticePlan, Risk, ScenarioDifferences, StudyResult } from '#api/planning';
import { chooseLanguage } from '#base/language.svelte';
import { agenciesCompared, hasNoEffect, isToldChange, saidDifference } from '#model/comparison';
import { addressOf, sectionOf } from '#model/console_address';
import { agenciesRead, bandOf, hasBreak, momentsOf, outlookRows } from '#model/forecast';
import { fieldOf, planWishOf, wrongFields } from '#model/plan_form';
import { rangesOf, spreadOf, written } from '#model/planning_numbers';
import { poolsRead, promisesOf, rosterRows, tightest, unreachables } from '#model/roster';
import { differs, headingsOf, kindOf, needRows, placeOf, practicesApart } from '#model/study';
import { areHoursRight, changesOf, nothingTried } from '#model/tried_changes';
import { screenOf } from '../src/api/credentials';
import { caveatWord, periodWord, practiceWord, shortageWords } from '../src/pages/console/study/words';
import { gainWord } from '../src/pages/console/today/words';
import { changesSaid, scenarioName } from '../src/pages/console/what_if/said_changes';
import { beforeAfterWord, differenceWord, verdictWord } from '../src/pages/console/what_if/words';

vi.hoisted(() => vi.stubGlobal('location', { pathname: '/m/paser/planning/plan', origin: 'http://mall.test', search: '', hash: '' }));
beforeAll(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));
afterAll(() => vi.unstubAllGlobals());

const inEnglish = <Told>(told: () => Told): Told => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  chooseLanguage('en');
  try {
    return told();
  } finally {
    chooseLanguage('id');
  }
};

const half = (from: string, counters: number) => ({ from, counters, steps: 4, service_level: { value: 0.95, margin: 0.01 }, wait_minutes: 4 });

const cell = (from: string, promise: Keeping, lower_bound = 0.95, half_hours = 1) => ({
  from,
  half_hours,
  steps: 4,
  service_level: { value: 0.95, margin: 0.01 },
  lower_bound,
  reachable: 0.8,
  promise,
});

const pool = (id: string, cells: PlannedPool['cells'], shortage: PlannedPool['shortage'] = null): PlannedPool => ({
  id,
  agency: id,
  agency_name: `Instansi ${id}`,
  agency_name_en: `Agency ${id}`,
  counters: [4, 1, 2, 3, 9],
  services: [],
  at_least: 1,
  counter_half_hours: 6,
  half_hours: [half('08:00', 1), half('08:30', 2), half('09:00', 3)],
  cells,
  shortage,
  in_shifts: null,
  review: null,
});

const plan = (pools: readonly PlannedPool[]): PlanResult =>
  ({ half_hours: ['08:00', '08:30', '09:00'], open: [1, 2, 3], pools }) as unknown as PlanResult;

describe('a roster', () => {
  test('gives each half-hour the promise of the stretch with which it was judged', () => {
    expect(promisesOf(pool('a', [cell('08:00', 'thin', 0, 2), cell('09:00', 'kept')]))).toEqual(['thin', 'thin', 'kept']);
  });

  test('begins with those that need something', () => {
    const short = { service_level: 0.7, lower_bound: 0.69, needed: 6, counters: [6] };
    const calm = pool('a', [cell('08:00', 'kept')]);
    const read = poolsRead(plan([calm, pool('b', [cell('08:00', 'not_kept')], short), pool('c', [cell('08:00', 'unreachable')])]));
    expect(read.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  test('has the whole mall over its groups', () => {
    const rows = rosterRows(plan([pool('a', [cell('08:00', 'kept')])]), [pool('a', [cell('08:00', 'not_kept')])], { total: 'Mal', countersOf: () => '' });
    expect(rows.map(({ id, cells: [first] }) => [id, first?.value, first?.mark])).toEqual([
      ['all', 1, 'calm'],
      ['a', 1, 'warned'],
    ]);
  });

  test('tells a stretch that cannot be kept once, from when until when', () => {
    const two = pool('a', [cell('08:00', 'unreachable'), cell('08:30', 'unreachable'), cell('09:00', 'kept')]);
    expect(unreachables(plan([two])).map(({ from, to }) => [from, to])).toEqual([['08:00', '09:00']]);
    const last = pool('a', [cell('08:00', 'kept'), cell('09:00', 'unreachable')]);
    expect(unreachables(plan([last])).map(({ from, to }) => [from, to])).toEqual([['09:00', null]]);
  });

  test('names the tightest of those that are kept', () => {
    const all = plan([pool('a', [cell('08:00', 'kept', 0.93), cell('08:30', 'kept', 0.905), cell('09:00', 'thin', 0.1)])]);
    expect(tightest(all, 1).map((one) => one.cell.from)).toEqual(['08:30']);
  });
});

describe('the form of a plan', () => {
  const empty = { minutes: '', share: '', date: '', volume: '', shifts: 'flexible' } as const;

  test('leaves to the mall what is empty', () => {
    expect(planWishOf(empty)).toEqual({});
    expect(planWishOf({ minutes: '20', share: '80', date: '2026-12-02', volume: '112,5', shifts: 'whole' })).toEqual({
      date: '2026-12-02',
      volume: 1.125,
      shifts: 'whole',
      target: { within_seconds: 1_200, share: 0.8 },
    });
  });

  test('knows which field is wrong, also from what the server says', () => {
    expect(wrongFields({ ...empty, minutes: '0', volume: 'banyak' })).toEqual(['minutes', 'volume']);
    expect(wrongFields(empty)).toEqual([]);
    expect(['/date', '/target/share', '/shifts', '/days'].map(fieldOf)).toEqual(['date', 'share', 'shifts', null]);
  });
});

const clerks = (agency: string, count: number, from = '', to = '') => ({ agency, clerks: count, from, to });

describe('what is tried', () => {
  test('is nothing at first, and each control is one change', () => {
    expect(changesOf(nothingTried, ['elderly'])).toEqual([]);
    const tried = { ...nothingTried, demand: 120, appointments: 30, priority: 4, opens: '07:30', closes: '15:30', clerks: [clerks('a', 3), clerks('b', 2, '09:00', '11:00')], pooled: ['b'], absent: ['c'] };
    expect(changesOf(tried, ['elderly'])).toEqual([
      { verb: 'demand', factor: 1.2 },
      { verb: 'hours', span: '07:30-15:30' },
      { verb: 'absent', agency: 'c' },
      { verb: 'pool_counters', agency: 'b' },
      { verb: 'clerks', agency: 'a', clerks: 3 },
      { verb: 'clerks', agency: 'b', clerks: 2, between: '09:00-11:00' },
      { verb: 'appointments', share: 0.3 },
      { verb: 'priority_rates', rates: { elderly: 4 } },
    ]);
  });

  test('leaves a part of the day out that cannot be meant, and says nothing of it', () => {
    const half = { ...nothingTried, clerks: [clerks('a', 3, '09:00'), clerks('b', 2, '11:00', '09:00')] };
    expect(changesOf(half, [])).toEqual([]);
    expect(changesSaid(half, (agency) => agency)).toEqual([]);
  });

  test('has other hours on the weekday of its date alone, and on all days while none is named', () => {
    const early = { ...nothingTried, opens: '07:30', closes: '15:30' };
    expect(['2026-12-04', '2026-12-06', ''].map((date) => changesOf(early, [], date))).toEqual([
      [{ verb: 'hours', span: '07:30-15:30', days: ['fri'] }],
      [{ verb: 'hours', span: '07:30-15:30', days: ['sun'] }],
      [{ verb: 'hours', span: '07:30-15:30' }],
    ]);
  });

  test('leaves hours out that cannot be meant', () => {
    const wrong = { ...nothingTried, opens: '16:00', closes: '15:30' };
    expect(areHoursRight(wrong)).toBe(false);
    expect(changesOf(wrong, [])).toEqual([]);
    expect(areHoursRight({ ...nothingTried, closes: '15:30' })).toBe(false);
  });
});

const difference = (value: number, margin: number, verdict: Difference['verdict']): Difference => ({
  before: 10,
  after: 10 + value,
  difference: { value, margin },
  verdict,
});

describe('what is tried, in words', () => {
  const tried = { ...nothingTried, demand: 120, clerks: [clerks('a', 3), clerks('b', 1, '09:00', '11:30')], absent: ['c'] };

  test('is a line for each change, which can be taken back alone', () => {
    const said = changesSaid(tried, (agency) => agency.toUpperCase());
    expect(said.map(({ words }) => words)).toEqual(['Pengunjung 120%', 'A: 3 petugas', 'B: 1 petugas, 09.00 sampai 11.30', 'C: tidak hadir']);
    expect(said[1]?.without).toEqual({ clerks: [clerks('b', 1, '09:00', '11:30')] });
  });

  test('is the name by which the server keeps it, not longer than it may be', () => {
    expect(scenarioName(tried, (agency) => agency)).toBe('Pengunjung 120%; a: 3 petugas; b: 1 petugas, 09.00 sampai 11.30; c: tidak hadir');
    expect(scenarioName(tried, () => 'x'.repeat(120))).toHaveLength(100);
  });
});

describe('a difference', () => {
  test('is told by its size and the sizes it may have', () => {
    expect(saidDifference(difference(-2.5, 0.5, 'better'), 'wait_minutes')).toEqual({ is: 'better', size: 2.5, least: 2, most: 3 });
  });

  test('is none where nobody is there on one side', () => {
    const gone: Difference = { before: 10, after: null, difference: null, verdict: null };
    expect(saidDifference(gone, 'wait_minutes')).toBeNull();
    expect(differenceWord(gone, 'wait_minutes', 15)).toBe('Tidak dapat dibandingkan: di salah satu sisi tidak ada yang dilayani.');
    expect(isToldChange(gone)).toBe(false);
    expect(verdictWord(gone)).toBe('');
    const there = { value: 82, low: 80, high: 84 };
    expect(beforeAfterWord({ before: there, after: there }, 'service_level')).toBe('82 → 82%');
    expect(beforeAfterWord({ before: there, after: null }, 'service_level')).toBe('82% → -');
    expect(beforeAfterWord({ before: null, after: there }, 'wait_minutes')).toBe('- → 82,0');
  });

  test('that is not clear tells how far it may be worse and how far better', () => {
    const wait = saidDifference(difference(-0.2, 1, 'unclear'), 'wait_minutes');
    expect([wait?.least, wait?.most]).toEqual([expect.closeTo(0.8), expect.closeTo(1.2)]);
    const kept = saidDifference(difference(0.01, 0.03, 'unclear'), 'service_level');
    expect([kept?.least, kept?.most]).toEqual([expect.closeTo(2), expect.closeTo(4)]);
  });

  test('of the day is told where it is sure and as great as it is worth', () => {
    expect([difference(4, 1, 'worse'), difference(0.3, 0.1, 'worse'), difference(4, 5, 'unclear')].map(isToldChange)).toEqual([true, false, false]);
  });

  test('puts first what changes most, and what is not clear last; an agency that is absent has no after', () => {
    const figures = (value: number) => ({ steps: { value: 5, margin: 1 }, service_level: { value, margin: 0.01 } });
    const agency = (id: string, value: number) => ({ agency: id, agency_name: id, agency_name_en: id, figures: figures(value) });
    const result = {
      as_it_is: { agencies: [agency('a', 0.9), agency('b', 0.8), agency('c', 0.7)] },
      scenarios: [
        {
          outlook: { agencies: [agency('a', 0.91), agency('b', 0.9)] },
          differences: {
            agencies: [
              { agency: 'a', figures: { service_level: difference(0.01, 0.02, 'unclear') } },
              { agency: 'b', figures: { service_level: difference(0.1, 0.02, 'better') } },
              { agency: 'c', figures: { service_level: { before: 0.7, after: null, difference: null, verdict: null } } },
            ],
          },
        },
      ],
    };
    const compared = agenciesCompared(result as never, 'service_level');
    expect(compared.map(({ agency: id, after }) => [id, after?.value ?? null])).toEqual([['c', null], ['b', 90], ['a', 91]]);
  });
});

describe('what is tried without effect', () => {
  const none = difference(0, 0, 'unclear');
  const nobody: Difference = { before: null, after: null, difference: null, verdict: null };
  const row = (service_level: Difference) => ({ steps: none, service_level, wait_minutes: nobody, p90_minutes: nobody, left: none, utilisation: none });
  const of = (agency: Difference, visits = none): ScenarioDifferences => ({
    visits,
    refused: none,
    overtime_minutes: none,
    all: row(none),
    agencies: [{ agency: 'a', agency_name: 'a', agency_name_en: 'a', figures: row(agency) }],
  });

  test('is known by every figure of every agency being what it was', () => {
    expect(hasNoEffect(of(none))).toBe(true);
    expect(hasNoEffect(of(nobody))).toBe(true);
    const after: Difference = { ...nobody, before: 0.7 };
    expect([of(difference(0, 0.01, 'unclear')), of(difference(0.01, 0, 'better')), of(after), of(none, difference(1, 2, 'unclear'))].map(hasNoEffect)).toEqual([false, false, false, false]);
  });

  test('is the same in a row, not a difference that is unclear', () => {
    expect([none, difference(0, 0.01, 'unclear'), nobody].map(verdictWord)).toEqual(['sama', 'belum jelas', '']);
  });
});

describe('advice', () => {
  test('tells a gain of less than ten people with a tenth, as the language writes it', () => {
    const gain = { value: 0.4, margin: 0.6 };
    expect(gainWord(gain)).toBe('Sekitar 0,4 orang lagi dipanggil tepat waktu (antara 0,0 dan 1,0).');
    expect(inEnglish(() => gainWord(gain))).toBe('Called in time: about 0.4 more (between 0.0 and 1.0).');
    expect(gainWord({ value: 9.97, margin: 3 })).toBe('Sekitar 10 orang lagi dipanggil tepat waktu (antara 7 dan 13).');
  });
});

describe('a forecast', () => {
  const range = { low: 1, median: 4.4, high: 9 };
  const agency = (id: string, risks: readonly Risk[], from = 10): AgencyForecast => ({
    agency: id,
    agency_name: id,
    agency_name_en: id,
    half_hours: risks.map((risk, place) => ({ at: `2026-11-25T${from + place}:00:00+08:00`, waiting: range, wait_minutes: range, steps: 4, service_level: 0.9, late: 0, chance: 0.1, risk, is_break: false })),
  });
  const forecast = { agencies: [agency('calm', ['low', 'low']), agency('late', ['low', 'high']), agency('perhaps', ['likely'], 11)] } as unknown as Forecast;

  test('begins with the greatest risk', () => {
    expect(agenciesRead(forecast).map((one) => one.agency)).toEqual(['late', 'perhaps', 'calm']);
  });

  test('has a column for each half-hour, and nothing where an agency is closed', () => {
    const moments = momentsOf(forecast);
    expect(moments).toHaveLength(2);
    const [perhaps] = outlookRows([agency('perhaps', ['likely'], 11)], moments, (id) => id);
    expect(perhaps?.cells).toEqual([{ value: null, mark: 'off' }, { value: 4, mark: 'warned' }]);
  });

  test('marks a half-hour in the break, in which nobody is called, as no risk', () => {
    const one = agency('late', ['high', 'low']);
    const half_hours = one.half_hours.map((half_hour, place) => ({ ...half_hour, is_break: place === 1 }));
    const [row] = outlookRows([{ ...one, half_hours }], momentsOf(forecast), (id) => id);
    expect(row?.cells.map(({ mark }) => mark)).toEqual(['lost', 'off']);
    expect(hasBreak({ ...forecast, agencies: [{ ...one, half_hours }] })).toBe(true);
    expect(hasBreak(forecast)).toBe(false);
  });

  test('has the promise beside waits alone', () => {
    const one = agency('late', ['low']);
    expect(bandOf(one, 'wait_minutes', 'Asia/Makassar', 15)).toMatchObject({ promise: 15, points: [{ at: '10.00', median: 4.4 }] });
    expect(bandOf(one, 'waiting', 'Asia/Makassar', 15).promise).toBeNull();
  });
});

describe('a study visit', () => {
  const rows: StudyResult['rows'] = [
    { figure: 'counters', first: 62, second: 150 },
    { figure: 'max_rejoins', first: 2, second: 2 },
    { figure: 'hours_a_week', first: null, second: 35 },
    { figure: 'service_level', first: 0.86, second: 0.94 },
    { figure: 'ratings', first: null, second: null },
  ];

  test('has four headings, and under each what one of them tells', () => {
    const headed = headingsOf({ rows });
    expect(headed.map(({ heading, rows: of }) => [heading, of.length])).toEqual([
      ['governance', 3],
      ['investment', 0],
      ['operation', 1],
      ['satisfaction', 0],
    ]);
  });

  test('marks practices that differ, not what one does not tell nor what comes of them', () => {
    expect(practicesApart({ rows }).map(({ figure }) => figure)).toEqual(['counters']);
    expect(rows.map(differs)).toEqual([true, false, false, true, false]);
  });

  test('says of a trial that nobody was served in it', () => {
    const given = { mall: 'Paser', from: '23 Nov', to: '27 Nov', dates: '5' };
    expect(periodWord('trial', given)).toBe('Paser: 5 hari percobaan, 23 Nov sampai 27 Nov; tidak ada orang yang dilayani.');
    expect(periodWord('journal', given)).toBe('Paser: 5 hari nyata, 23 Nov sampai 27 Nov.');
    expect(caveatWord({ what: 'second_is_trial', names: [], share: null }, 'Paser', 'Badung', String)).toBe('Hari Badung adalah hari percobaan: tidak ada orang yang dilayani.');
  });

  test('tells what both malls have too seldom from what one has', () => {
    const word = (what: StudyResult['caveats'][number]['what']): string => caveatWord({ what, names: ['kia-01', 'ktp-01'], share: 0.906 }, 'Paser', 'Badung', (id) => id.slice(0, 3));
    expect(word('only_in_second')).toBe('Hanya diminta di Badung, paling banyak 91% layanannya: kia, ktp.');
    expect(word('too_few_at_once')).toMatch(/^Ada di kedua mal, .* paling banyak 91% layanan salah satunya: kia, ktp\.$/);
  });

  test('names the agencies whose counters are too few, three of them and how many more', () => {
    const short = (...names: string[]) => ({ is_enough: names.length === 0, short_agencies: names.map((name) => ({ agency: name, agency_name: `Instansi ${name}`, agency_name_en: `Agency ${name}` })) });
    const words = (own: object, pooled: object): string[] => shortageWords({ own, pooled } as Pick<PracticePlan, 'own' | 'pooled'>);
    expect(words(short(), short())).toEqual([]);
    expect(words(short('a', 'b', 'c', 'd', 'e'), short('a'))).toEqual([
      'Tiap loket seperti sekarang: loket tidak cukup di Instansi a, Instansi b, Instansi c dan 2 lagi.',
      'Loket digabung per instansi: loket tidak cukup di Instansi a.',
    ]);
    expect(words(short('a'), { ...short('a'), counter_hours: 3 })).toEqual(['Loket digabung atau tidak: loket tidak cukup di Instansi a.']);
    expect(words(short('a'), short('a'))).toEqual(['Tiap loket seperti sekarang: loket tidak cukup di Instansi a.']);
    expect(words({ is_enough: false }, short())).toEqual(['Tiap loket seperti sekarang: loket yang ada tidak cukup.']);
  });

  test('says what the promise of the other takes, or how far the counters that there are come', () => {
    const need = (counter_hours: number, level: number, is_enough: boolean) => ({ counter_hours, is_enough, service_level: { value: level, margin: 0.01 } });
    const word = (own: ReturnType<typeof need>, pooled: ReturnType<typeof need>): string =>
      practiceWord({ target: { within_seconds: 900, share: 0.934 }, present_counter_hours: 214.5, own, pooled } as unknown as PracticePlan);
    const [short, enough] = [need(219, 0.881, false), need(210, 0.94, true)];

    expect(word(enough, need(214.5, 0.95, true))).toBe('Agar 93,4% dipanggil dalam 15 menit perlu 210,0 jam loket sehari, 4,5 lebih sedikit daripada sekarang. Jika loket digabung, 214,5 jam cukup.');
    expect(word(short, short)).toBe('Loket yang ada tidak cukup untuk 93,4% dalam 15 menit di setiap bagian hari. Dengan 219,0 jam loket sehari, 4,5 lebih banyak daripada sekarang, tercapai 88,1% sepanjang hari.');
    expect(word(short, enough)).toMatch(/tercapai 88,1% sepanjang hari\. Jika loket digabung, 210,0 jam cukup\.$/);
    expect(word(need(214.52, 0.95, true), need(219, 0.9, false))).toBe('Agar 93,4% dipanggil dalam 15 menit perlu 214,5 jam loket sehari, sebanyak sekarang. Loket yang digabung tidak cukup: dengan 219,0 jam loket sehari tercapai 90,0%.');
    expect(inEnglish(() => word(short, short))).toBe('The counters there are do not suffice for 93.4% within 15 minutes in every part of the day. 219.0 counter hours a day, 4.5 more than now, reach 88.1% over the whole day.');
  });

  test('writes each figure as what it is', () => {
    expect((['service_level', 'wait_minutes', 'counters', 'rating_mean'] as const).map(kindOf)).toEqual(['share', 'minutes', 'count', 'mean']);
  });

  test('calls malls by their places', () => {
    const names = ['Mal Pelayanan Publik Kabupaten Paser', 'Public Service Mall of Badung', 'Mal Pelayanan Publik Kota Bogor', 'Graha'];
    expect(names.map(placeOf)).toEqual(['Paser', 'Badung', 'Bogor', 'Graha']);
  });

  test('draws the counter-hours of now as before, and those of the other practice as after', () => {
    const need = { counter_hours: 20, counter_hours_low: 19, counter_hours_high: 22, service_level: { value: 0.95, margin: 0 }, counters: [], services_a_counter: 3, cells_kept: 1, cells_asked: 1, is_enough: true, short_agencies: [] };
    const plan = { half_hours: [], target: { within_seconds: 900, share: 0.94 }, level_of_other: 0.94, present_counter_hours: 18, own: need, pooled: { ...need, counter_hours: 15, counter_hours_low: 14 }, one_pool_counter_hours: 12 };
    const names = { present: '', own: '', pooled: '', onePool: '' };
    const drawn = needRows(plan, names, String);
    expect(drawn.map(({ id, before, after, words }) => [id, before?.value, after?.low, words])).toEqual([
      ['present', 18, undefined, '18'],
      ['own', undefined, 19, '20'],
      ['pooled', undefined, 14, '15'],
      ['one_pool', undefined, 12, '12'],
    ]);
    expect(needRows({ ...plan, pooled: { ...need } }, names, String).map(({ id }) => id)).toEqual(['present', 'own', 'one_pool']);
  });
});

describe('a number', () => {
  test('is written as the language writes it, and never as less than nothing', () => {
    expect([written(1001, 'id'), written(3.14, 'id', 1), written(3.14, 'en', 1), written(-0.01, 'id', 1)]).toEqual(['1.001', '3,1', '3.1', '0,0']);
    expect(spreadOf({ value: 0.99, margin: 0.03 }, 100, 100)).toEqual({ value: 99, low: 96, high: 100 });
  });

  test('of counters is told as ranges', () => {
    expect(rangesOf([4, 1, 2, 3, 9])).toBe('1-4, 9');
    expect(rangesOf([])).toBe('');
  });
});

describe('the address', () => {
  test('names the page; an unknown one is the first', () => {
    expect(sectionOf('/m/paser/planning/what-if')).toBe('what-if');
    expect(['/m/paser/planning', '/m/paser/planning/tiada'].map(sectionOf)).toEqual(['today', 'today']);
    expect(sectionOf(addressOf('paser', 'plan'))).toBe('plan');
  });

  test('has the token of the hall, and no other screen has', () => {
    expect(screenOf('/m/paser/planning/plan')).toBe('/m/paser/hall');
    expect(screenOf('/m/paser/planning')).toBe('/m/paser/hall');
    expect(screenOf('/m/paser/door')).toBe('/m/paser/door');
  });
});
