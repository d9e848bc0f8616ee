import { besides, head, hourLines, type HourLine, type Label, labelsBeside, labelsOver, lineHeight, roomOver, wide, type Written } from './half_hour_frame';

/** How a cell stands out, by its shape as well as by its colour. */
export type Mark = 'calm' | 'faint' | 'off' | 'warned' | 'lost';

export interface GridCell {
  readonly value: number | null; // Drawn as a bar with its number; nothing where there is none.
  readonly mark: Mark;
}

export interface GridRow {
  readonly id: string;
  readonly label: string; // Empty: the row has no room for one.
  readonly note?: string; // Under it.
  readonly isSum?: boolean; // Of all others: its bars have a scale of their own.
  readonly cells: readonly GridCell[];
}

export interface Grid {
  readonly columns: readonly string[]; // `08.00`: when each begins.
  readonly rows: readonly GridRow[];
}

export interface DrawnCell {
  readonly x: number;
  readonly width: number;
  readonly top: number; // Of the bar.
  readonly height: number;
  readonly number: Written;
  readonly mark: Mark;
  readonly markAt: { readonly x: number; readonly y: number };
}

export interface DrawnRow {
  readonly id: string;
  readonly isSum: boolean;
  readonly labels: readonly Label[];
  readonly base: number; // Where the bars stand.
  readonly cells: readonly DrawnCell[];
}

export interface DrawnGrid {
  readonly width: number;
  readonly height: number;
  readonly left: number; // Where the first half-hour begins.
  readonly hours: readonly HourLine[];
  readonly rows: readonly DrawnRow[];
}

const numberRoom = 15;
const barRoom = 28;
const leastBar = 3; // One of very many is still seen.
const markRoom = 13;
const gap = 8;

const rowHeight = numberRoom + barRoom + markRoom + gap;

const labelsOf = ({ label, note = '' }: GridRow, isWide: boolean, width: number, top: number): DrawnRow['labels'] => {
  if (label === '') return [];
  if (!isWide) return labelsOver(label, note, width, top);
  return labelsBeside(label, note, (lines) => top + rowHeight / 2 - ((lines - 1) * lineHeight) / 2 + 4);
};

const greatestOf = (rows: readonly GridRow[]): number =>
  Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ value }) => value ?? 0)));

/** Draws half-hours as bars with their numbers, a row for each place, and a lane of marks under each row. */
export const gridDrawn = ({ columns, rows }: Grid, width: number): DrawnGrid => {
  const hasLabels = rows.some(({ label }) => label !== '');
  const isWide = hasLabels && width >= wide;
  const left = isWide ? besides : 0;
  const room = (width - left) / Math.max(1, columns.length);
  const most = { sum: greatestOf(rows.filter(({ isSum }) => isSum)), part: greatestOf(rows.filter(({ isSum }) => !isSum)) };

  const cellOf = ({ value, mark }: GridCell, place: number, base: number, greatest: number): DrawnCell => {
    const x = left + place * room;
    const height = value === null || value === 0 ? 0 : Math.max(leastBar, (barRoom * value) / greatest);
    const number = { x: x + room / 2, y: base - height - 4, text: value === null || value === 0 ? '' : String(value) };
    const inset = Math.min(2, room / 12);
    return { x: x + inset, width: room - 2 * inset, top: base - height, height, number, mark, markAt: { x: x + room / 2, y: base + 8 } };
  };
  let top = head;
  const drawn = rows.map((row): DrawnRow => {
    const labels = labelsOf(row, isWide, width, top);
    const above = isWide ? 0 : roomOver(labels);
    const base = top + above + numberRoom + barRoom;
    const isSum = row.isSum ?? false;
    const cells = row.cells.map((cell, at) => cellOf(cell, at, base, isSum ? most.sum : most.part));
    top += rowHeight + above;
    return { id: row.id, isSum, base, labels, cells };
  });
  return { width, height: top, left, hours: hourLines(columns, { left, room, width }, top - gap), rows: drawn };
};
