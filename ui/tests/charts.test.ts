import { describe, expect, test } from 'vitest';
import { bandDrawn } from '#model/band_chart';
import { linesOf } from '#model/chart_lines';
import { marksUpTo, pathBetween, scaleOf } from '#model/chart_scale';
import { gridDrawn } from '#model/half_hour_grid';
import { intervalsDrawn } from '#model/interval_chart';

describe('a scale', () => {
  test('keeps what lies outside at its edge', () => {
    const scale = scaleOf({ from: 0, to: 10 }, { from: 100, to: 200 });
    expect([-5, 0, 5, 10, 20].map(scale)).toEqual([100, 100, 150, 200, 200]);
  });

  test('is marked in round steps up to the first that is not below', () => {
    expect(marksUpTo(18)).toEqual([0, 5, 10, 15, 20]);
    expect(marksUpTo(0)).toEqual([0, 1]);
    expect(marksUpTo(90, 4)).toEqual([0, 30, 60, 90]);
  });

  test('draws a band that closes, and nothing of nothing', () => {
    expect(pathBetween([[0, 1], [2, 3]], [[0, 5], [2, 6]])).toBe('M0.0 1.0L2.0 3.0L2.0 6.0L0.0 5.0Z');
    expect(pathBetween([], [])).toBe('');
  });
});

describe('a name in a drawing', () => {
  test('is broken between words, and cut only at the last line', () => {
    expect(linesOf('Kantor Imigrasi Kelas I Khusus TPI', 16)).toEqual(['Kantor Imigrasi', 'Kelas I Khusus…']);
    expect(linesOf('Polres', 16)).toEqual(['Polres']);
    expect(linesOf('Antidisestablishmentarianism', 10, 1)).toEqual(['Antidises…']);
    expect(linesOf('', 10)).toEqual([]);
  });
});

describe('a grid of half-hours', () => {
  const cells = [{ value: 2, mark: 'calm' }, { value: 0, mark: 'off' }, { value: 4, mark: 'warned' }] as const;
  const grid = { columns: ['08.00', '08.30', '09.00'], rows: [{ id: 'a', label: 'Polres', cells }] };

  test('stands beside its labels where there is room, and under them where there is not', () => {
    expect(gridDrawn(grid, 900).left).toBeGreaterThan(0);
    expect(gridDrawn(grid, 390).left).toBe(0);
    expect(gridDrawn(grid, 390).rows[0]?.labels).toHaveLength(1);
  });

  test('draws bars as high as their numbers are great, from the base of their row', () => {
    const drawn = gridDrawn(grid, 900).rows[0]?.cells ?? [];
    expect(drawn.map(({ height }) => height)).toEqual([14, 0, 28]);
    expect(drawn.map(({ number }) => number.text)).toEqual(['2', '', '4']);
    expect(new Set(drawn.map(({ top, height }) => top + height)).size).toBe(1);
  });

  test('ends within its width', () => {
    for (const width of [320, 390, 1366]) {
      const ends = gridDrawn(grid, width).rows.flatMap((row) => row.cells.map((cell) => cell.x + cell.width));
      expect(Math.max(...ends)).toBeLessThanOrEqual(width);
    }
  });

  test('measures the sum of all by itself, so that the parts are still seen', () => {
    const sum = { id: 'all', label: 'Mal', isSum: true, cells: cells.map((one) => ({ ...one, value: one.value * 100 })) };
    const [all, part] = gridDrawn({ ...grid, rows: [sum, ...grid.rows] }, 900).rows;
    expect(all?.cells[2]?.height).toBe(part?.cells[2]?.height);
  });
});

describe('a band', () => {
  const points = [
    { at: '10.00', low: 2, median: 8, high: 20 },
    { at: '10.30', low: 6, median: 16, high: 30 },
  ];

  test('marks where its middle is beyond the promise', () => {
    expect(bandDrawn({ points, promise: 15 }, 480).over).toHaveLength(1);
    expect(bandDrawn({ points, promise: null }, 480).over).toEqual([]);
  });

  test('has the promise within the drawing even where nobody waits so long', () => {
    const drawn = bandDrawn({ points: [{ at: '10.00', low: 0, median: 1, high: 2 }], promise: 15 }, 480);
    expect(drawn.promise).toBeGreaterThan(10);
    expect(drawn.promise).toBeLessThan(drawn.base);
  });
});

describe('a narrow drawing', () => {
  const long = 'Kantor Imigrasi Kelas I TPI Balikpapan (unit layanan)';

  test('gives a long name a second line, and only where it needs one', () => {
    const row = { note: 'loket 16', cells: [{ value: 1, mark: 'calm' as const }] };
    const { rows } = gridDrawn({ columns: ['08.00'], rows: [{ ...row, id: 'a', label: long }, { ...row, id: 'b', label: 'Polres' }, { ...row, id: 'c', label: 'Polres' }] }, 358);
    expect(rows.map(({ labels }) => labels.map(({ text }) => text))).toEqual([
      ['Kantor Imigrasi Kelas I TPI Balikpapan (unit', 'layanan), loket\u00a016'],
      ['Polres, loket\u00a016'],
      ['Polres, loket\u00a016'],
    ]);
    const [first = 0, second = 0, third = 0] = rows.map(({ base }) => base);
    expect(second - first).toBe(third - second);
  });

  test('of intervals does so too', () => {
    const row = { before: null, after: null, words: '' };
    const { rows } = intervalsDrawn({ rows: [{ ...row, id: 'a', label: long }, { ...row, id: 'b', label: 'Polres' }], promise: null, most: 100 }, 358);
    expect(rows.map(({ labels }) => labels.length)).toEqual([2, 1]);
  });
});

describe('intervals', () => {
  const spread = { value: 90, low: 80, high: 99 };

  test('stand on one axis, and what is missing is not drawn', () => {
    const rows = [{ id: 'a', label: 'Polres', before: spread, after: null, words: '' }];
    const drawn = intervalsDrawn({ rows, promise: 90, most: 100, least: 50 }, 900);
    expect(drawn.rows[0]?.before?.x).toBeCloseTo(drawn.promise ?? 0);
    expect(drawn.rows[0]?.after).toBeNull();
    expect(drawn.marks.map(({ text }) => text)).toEqual(['50', '60', '70', '80', '90', '100']);
  });
});
