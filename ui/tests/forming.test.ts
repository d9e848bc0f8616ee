import { describe, expect, test } from 'vitest';
import type { Agreement, Forming, StageEntry, StageReadiness } from '#api/forming';
import {
  changesBetween,
  daysOf,
  edited,
  exhibitsOf,
  faultsIn,
  freshId,
  lookOf,
  placeOf,
  registerOf,
  stateOn,
  touches,
  urgencyOf,
} from '#model/forming';

const stage = (name: StageEntry['stage'], state: StageEntry['state'] = 'not_begun'): StageEntry => ({
  stage: name,
  state,
  evidence: [],
});

const agreement = (id: string, begins: string, ends?: string): Agreement => ({
  id,
  agency: id.split('-')[0] ?? id,
  number: '1',
  date: begins,
  parties: [],
  begins,
  ...(ends === undefined ? {} : { ends }),
  services: [],
  presence: [],
  counters: [],
  survey_duty: false,
  data_protection: false,
  amendments: [],
});

const document = (stages: StageEntry[], agreements: Agreement[] = []): Pick<Forming, 'version' | 'stages' | 'agreements'> => ({
  version: 7,
  stages,
  agreements,
});

const readiness = (share: number): StageReadiness => ({ stage: 'pilot', share, late: false, missing: [] });

describe('a stage', () => {
  test('looks complete only when it shows all that it must', () => {
    expect(lookOf(stage('pilot', 'done'), readiness(1))).toBe('complete');
    expect(lookOf(stage('pilot', 'done'), readiness(0))).toBe('unproven');
    expect(lookOf(stage('pilot', 'under_way'), readiness(0.5))).toBe('under_way');
    expect(lookOf(stage('pilot'), readiness(0))).toBe('not_begun');
  });

  test('has papers of its own', () => {
    const all = Object.values(exhibitsOf).flat();
    expect(new Set(all).size).toBe(all.length);
    expect(Object.keys(exhibitsOf)).toHaveLength(12);
  });
});

describe('an edit', () => {
  const before = document([stage('study'), stage('pilot')], [agreement('bnn-1', '2026-01-01')]);

  test('puts one entry in the place of the old one', () => {
    const edit = { stage: stage('pilot', 'done') };
    const wish = edited(before, edit);
    expect(wish).toEqual({ ...before, stages: [stage('study'), stage('pilot', 'done')] });
    expect(placeOf(wish, edit)).toBe('/stages/1');
  });

  test('adds an agreement at the end, changes it where it stands, and takes it away', () => {
    const next = agreement('pa-1', '2026-02-01');
    const adding = { agreement: next, replaces: null };
    const added = edited(before, adding);
    expect(added.agreements.map(({ id }) => id)).toEqual(['bnn-1', 'pa-1']);
    expect(placeOf(added, adding)).toBe('/agreements/1');
    const changed = edited(before, { agreement: agreement('bnn-1', '2026-03-01'), replaces: 'bnn-1' });
    expect(changed.agreements).toEqual([agreement('bnn-1', '2026-03-01')]);
    expect(edited(before, { removes: 'bnn-1' }).agreements).toEqual([]);
  });

  test('is told its own faults by their places, and one of the others', () => {
    const faults = faultsIn(
      [
        { pointer: '/stages/1/owner', detail: 'NIK' },
        { pointer: '/stages/1/owner', detail: 'again' },
        { pointer: '/stages/1/evidence/0/title', detail: 'empty' },
        { pointer: '/stages/10/owner', detail: 'elsewhere' },
      ],
      '/stages/1',
    );
    expect([...faults]).toEqual([
      ['owner', 'NIK'],
      ['evidence/0/title', 'empty'],
      ['', 'elsewhere'],
    ]);
  });
});

describe('another person', () => {
  const before = document([stage('study'), stage('pilot')], [agreement('bnn-1', '2026-01-01'), agreement('pa-1', '2026-01-01')]);
  const now = document([stage('study', 'done'), stage('pilot')], [agreement('bnn-1', '2026-02-01'), agreement('pn-1', '2026-01-01')]);

  test('changed what differs between the documents', () => {
    expect(changesBetween(before, now)).toEqual({ stages: ['study'], agreements: ['bnn-1', 'pa-1', 'pn-1'] });
    expect(changesBetween(before, before)).toEqual({ stages: [], agreements: [] });
  });

  test('is in the way only where both changed the same entry', () => {
    const changes = changesBetween(before, now);
    expect(touches(changes, { stage: stage('pilot') })).toBe(false);
    expect(touches(changes, { stage: stage('study') })).toBe(true);
    expect(touches(changes, { removes: 'pa-1' })).toBe(true);
    expect(touches(changes, { agreement: agreement('new-1', '2026-01-01'), replaces: null })).toBe(false);
  });
});

describe('the register', () => {
  test('begins with what is most urgent and ends with what is over', () => {
    const agreements = [
      agreement('over-1', '2024-01-01', '2024-12-31'),
      agreement('endless-1', '2024-01-01'),
      agreement('far-1', '2026-01-01', '2028-12-31'),
      agreement('near-1', '2026-01-01', '2027-12-31'),
      agreement('due-1', '2026-01-01', '2027-01-04'),
    ];
    const renewals = [{ agreement: 'due-1', agency: 'due', due: '2026-12-01', days_left: 6, state: 'in_force' as const }];
    const rows = registerOf({ agreements, renewals, today: '2026-11-25' });
    expect(rows.map((row) => row.agreement.id)).toEqual(['due-1', 'near-1', 'far-1', 'endless-1', 'over-1']);
    expect(rows[0]?.renewal?.due).toBe('2026-12-01');
  });

  test('knows an agreement in force from its first day to its last', () => {
    const one = agreement('a-1', '2026-01-02', '2026-12-31');
    expect(stateOn(one, '2026-01-01')).toBe('upcoming');
    expect(stateOn(one, '2026-12-31')).toBe('in_force');
    expect(stateOn(one, '2027-01-01')).toBe('ended');
  });

  test('gives a new agreement an id that none has', () => {
    expect(freshId('kejari', '2026', [])).toBe('kejari-2026');
    expect(freshId('kejari', '2026', ['kejari-2026', 'kejari-2026-2'])).toBe('kejari-2026-3');
  });

  test('says how urgent a renewal is', () => {
    expect([-1, 0, 30, 31].map(urgencyOf)).toEqual(['past', 'within_30', 'within_30', 'within_90']);
  });
});

test('the week has the days on which somebody has a booth, in order', () => {
  const use = (day: 'mon' | 'fri') => ({ day, agency: 'bnn', hours: [], in_file: true });
  expect(daysOf([{ booth: 'b1', uses: [use('fri'), use('mon')], troubles: [] }])).toEqual(['mon', 'fri']);
});
