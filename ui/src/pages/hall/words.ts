import type { Figure } from '#api/hall';
import type { CellState } from '#model/hall_plan';
import type { FigureView } from '#model/hall_figures';
import { outOf } from '#model/hall_figures';
import * as text from '#generated/messages';
import { minutesWord } from '../words';

const cells: Readonly<Record<CellState, () => string>> = {
  closed: text.hall_state_closed,
  paused: text.hall_state_paused,
  closing: text.hall_state_closing,
  free: text.hall_state_free,
  called: text.hall_state_called,
  serving: text.hall_state_serving,
};

export const cellWord = (cell: CellState): string => cells[cell]();

const figures: Readonly<Record<Figure, () => string>> = {
  issued: text.hall_issued,
  steps: text.hall_steps,
  waiting: text.hall_waiting,
  served: text.hall_served,
  no_shows: text.hall_no_shows,
  cancelled: text.hall_cancelled,
  wait_mean: text.hall_mean,
  wait_median: text.hall_median,
  wait_p90: text.hall_p90,
  service_level: text.hall_service_level,
  oldest_waiting: text.hall_oldest,
  busy_counters: text.hall_busy_counters,
};

export const figureWord = (figure: Figure): string => figures[figure]();

/** A figure in words: minutes, a number, or how many of how many. */
export const valueWord = (view: FigureView | undefined): string => {
  if (view === undefined || view.value === null) return text.hall_none_yet();
  if (view.unit === 'seconds') return minutesWord(view.value);
  const share = view.unit === 'share' ? outOf(view) : null;
  return share === null ? String(view.value) : `${share.kept} / ${share.all}`;
};
