import { type Across, besides, head, hourLines, type HourLine, type Label, labelsBeside, labelsOver, lineHeight, roomOver, wide, type Written } from './half_hour_frame';
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
  readonly labels: readonly Label[];
  readonly lanes: readonly { readonly id: string; readonly number: Written; readonly shifts: readonly DrawnShift[] }[];
  readonly marks: readonly { readonly mark: Mark; readonly x: number; readonly y: number }[];
}

export interface DrawnGantt {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly hours: readonly HourLine[];
  readonly groups: readonly DrawnGroup[];
}

const numberRoom = 34;
const lane = 22;
const bar = 18;
const markRoom = 18;
const gap = 10;
const smallLetter = 7.2; // At 13 px, figures.

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
  return isWide ? labelsBeside(label, note, () => top + 13) : labelsOver(label, note, width, top);
};

/** Draws shifts as bars, a lane for each counter, and under those of a group a lane of marks. */
export const ganttDrawn = ({ columns, groups }: Gantt, width: number): DrawnGantt => {
  const isWide = width >= wide;
  const left = (isWide ? besides : 0) + numberRoom;
  const across = { left, room: (width - left) / Math.max(1, columns.length), width };
  let top = head;
  const drawn = groups.map((group): DrawnGroup => {
    const labels = labelsOf(group, isWide, width, top);
    const above = isWide ? 0 : roomOver(labels);
    const lanes = group.lanes.map(({ id, stretches }, place) => {
      const y = top + above + place * lane;
      const shifts = stretches.map((stretch) => shiftDrawn(stretch, group.marks, y, across));
      return { id, number: { x: left - 8, y: y + 14, text: id }, shifts };
    });
    const end = top + above + group.lanes.length * lane;
    const marks = group.marks.map((mark, place) => ({ mark, x: left + (place + 0.5) * across.room, y: end + 8 }));
    const line = top - gap / 2;
    const labelled = isWide ? labels.length * lineHeight : 0;
    top = Math.max(end + markRoom, top + labelled) + gap;
    return { id: group.id, line, labels, lanes, marks };
  });
  return { width, height: top, left, hours: hourLines(columns, across, top - gap), groups: drawn };
};
