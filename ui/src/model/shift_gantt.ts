import { linesOf } from './chart_lines';
import type { Mark } from './half_hour_grid';

/** A stretch of half-hours, by their places. */
export interface Stretch {
  readonly from: number;
  readonly to: number; // Beyond the last.
  readonly text: string; // `08.00-12.00`: within it where it has room.
}

export interface GanttLane {
  readonly id: string; // The number of the counter: in front of it.
  readonly stretches: readonly Stretch[];
}

export interface GanttGroup {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly lanes: readonly GanttLane[];
  readonly marks: readonly Mark[]; // By half-hour: how what is promised of it stands.
}

export interface Gantt {
  readonly columns: readonly string[]; // `08.00`: when each begins.
  readonly groups: readonly GanttGroup[];
}

interface Written {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A shift: its frame, and of it what is open, by how the promise stands then. */
export interface DrawnShift {
  readonly frame: Box;
  readonly parts: readonly (Box & { readonly mark: Mark })[];
  readonly text: Written | null;
}

export interface DrawnGroup {
  readonly id: string;
  readonly line: number; // Over the group.
  readonly labels: readonly (Written & { readonly isNote: boolean })[];
  readonly lanes: readonly { readonly id: string; readonly number: Written; readonly shifts: readonly DrawnShift[] }[];
  readonly marks: readonly { readonly mark: Mark; readonly x: number; readonly y: number }[];
}

export interface DrawnGantt {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly hours: readonly (Written & { readonly from: number; readonly to: number })[];
  readonly groups: readonly DrawnGroup[];
}

const wide = 700; // Labels stand beside their lanes from here on.
const besides = 216;
const numberRoom = 34;
const head = 22;
const lane = 22;
const bar = 18;
const markRoom = 18;
const gap = 10;
const lineHeight = 16;
const letter = 7.4; // The mean width of one at 14 px.
const smallLetter = 7.2; // At 13 px, figures.

const isWholeHour = (column: string): boolean => /[.:]00$/.test(column);

/** Neighbouring half-hours of a stretch that are marked alike, but for those in which nobody is open. */
const runsOf = ({ from, to }: Stretch, marks: readonly Mark[]): { from: number; to: number; mark: Mark }[] => {
  const runs: { from: number; to: number; mark: Mark }[] = [];
  for (let place = from; place < to; place += 1) {
    const mark = marks[place] ?? 'calm';
    const last = runs.at(-1);
    if (last !== undefined && last.mark === mark && last.to === place) last.to = place + 1;
    else runs.push({ from: place, to: place + 1, mark });
  }
  return runs.filter(({ mark }) => mark !== 'off');
};

interface Across {
  readonly left: number;
  readonly room: number; // Of a half-hour.
}

const shiftDrawn = (stretch: Stretch, marks: readonly Mark[], y: number, { left, room }: Across): DrawnShift => {
  const box = (from: number, to: number): Box => ({ x: left + from * room + 1, y, width: (to - from) * room - 2, height: bar });
  const frame = box(stretch.from, stretch.to);
  const hasRoom = frame.width >= stretch.text.length * smallLetter + 6;
  return {
    frame,
    parts: runsOf(stretch, marks).map(({ from, to, mark }) => ({ ...box(from, to), mark })),
    text: hasRoom ? { x: frame.x + 5, y: y + 13.5, text: stretch.text } : null,
  };
};

const labelsOf = ({ label, note }: GanttGroup, isWide: boolean, width: number, top: number): DrawnGroup['labels'] => {
  if (!isWide) {
    const lines = linesOf(`${label}, ${note}`, Math.floor(width / letter), 1);
    return [{ x: 0, y: top + 13, text: lines[0] ?? '', isNote: false }];
  }
  const letters = Math.floor((besides - 16) / letter);
  const lines = linesOf(label, letters).map((text) => ({ text, isNote: false }));
  lines.push({ text: linesOf(note, letters, 1)[0] ?? '', isNote: true });
  return lines.map((line, place) => ({ x: 0, y: top + 13 + place * lineHeight, ...line }));
};

/** Draws shifts as bars, a lane for each counter, and under those of a group a lane of marks. */
export const ganttDrawn = ({ columns, groups }: Gantt, width: number): DrawnGantt => {
  const isWide = width >= wide;
  const left = (isWide ? besides : 0) + numberRoom;
  const room = (width - left) / Math.max(1, columns.length);
  const above = isWide ? 0 : lineHeight + 4;
  let top = head;
  const drawn = groups.map((group): DrawnGroup => {
    const labels = labelsOf(group, isWide, width, top);
    const lanes = group.lanes.map(({ id, stretches }, place) => {
      const y = top + above + place * lane;
      const shifts = stretches.map((stretch) => shiftDrawn(stretch, group.marks, y, { left, room }));
      return { id, number: { x: left - 8, y: y + 14, text: id }, shifts };
    });
    const end = top + above + group.lanes.length * lane;
    const marks = group.marks.map((mark, place) => ({ mark, x: left + (place + 0.5) * room, y: end + 8 }));
    const line = top - gap / 2;
    const labelled = isWide ? labels.length * lineHeight : 0;
    top = Math.max(end + markRoom, top + labelled) + gap;
    return { id: group.id, line, labels, lanes, marks };
  });
  const hours = columns.flatMap((column, place) =>
    isWholeHour(column)
      ? [{ x: left + place * room + 3, y: 14, text: Math.min(room * 2, width - left - place * room) >= 44 ? column : column.slice(0, 2), from: head - 4, to: top - gap }]
      : [],
  );
  return { width, height: top, left, hours, groups: drawn };
};
