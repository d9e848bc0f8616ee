import { letter, linesOf } from './chart_lines';

/** A text at its place in a drawing. */
export interface Written {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** The name of a row, or the note under it. */
export interface Label extends Written {
  readonly isNote: boolean;
}

/** A full hour: its name, and how far its line reaches. */
export interface HourLine extends Written {
  readonly from: number;
  readonly to: number;
}

/** Where the half-hours of a drawing stand. */
export interface Across {
  readonly left: number; // Where the first begins.
  readonly room: number; // Of one.
  readonly width: number; // Of the whole drawing.
}

export const wide = 700; // Labels stand beside their rows from here on, and over them before.
export const besides = 216;
export const head = 22; // Over the rows, for the names of the hours.
export const lineHeight = 16;
const wholeName = 44; // So much room has a name such as `08.00`.

/** `08.30` is within the hour that `08.00` begins. */
const isWholeHour = (column: string): boolean => /[.:]00$/.test(column);

/** The full hours among the half-hours, with lines to the lower end of the rows. */
export const hourLines = (columns: readonly string[], { left, room, width }: Across, to: number): HourLine[] =>
  columns.flatMap((column, place) => {
    if (!isWholeHour(column)) return [];
    const x = left + place * room;
    const text = Math.min(room * 2, width - x) >= wholeName ? column : column.slice(0, 2);
    return [{ x: x + 3, y: 14, text, from: head - 4, to }];
  });

/** Over a row a label and its note have two lines at most. */
export const labelsOver = (label: string, note: string, width: number, top: number): Label[] => {
  const whole = note === '' ? label : `${label}, ${note.replace(' ', '\u00a0')}`; // `loket 26` stays together.
  return linesOf(whole, Math.floor(width / letter)).map((text, line) => ({ x: 0, y: top + 13 + line * lineHeight, text, isNote: false }));
};

/** So much room labels need over their row. */
export const roomOver = (labels: readonly Label[]): number => (labels.length === 0 ? 0 : labels.length * lineHeight + 4);

/** `firstOf`: where the first of so many lines stands. */
export const labelsBeside = (label: string, note: string, firstOf: (lines: number) => number): Label[] => {
  const letters = Math.floor((besides - 16) / letter);
  const lines = linesOf(label, letters).map((text) => ({ text, isNote: false }));
  if (note !== '') lines.push({ text: linesOf(note, letters, 1)[0] ?? '', isNote: true });
  return lines.map((line, place) => ({ x: 0, y: firstOf(lines.length) + place * lineHeight, ...line }));
};
