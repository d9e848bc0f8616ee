/** A television and where its farthest reader stands. */
export interface Viewing {
  readonly inches: number; // Of its diagonal, 16:9.
  readonly metres: number;
  readonly portrait: boolean;
}

export const usualViewing: Viewing = { inches: 55, metres: 8, portrait: false };

const listMinutes = 22; // Minutes of arc of a capital letter that is comfortable to read.
const callMinutes = 42; // For ageing eyes.

const heightOf = ({ inches, portrait }: Viewing): number =>
  inches * 25.4 * (portrait ? 16 : 9) / Math.hypot(16, 9);

/** Millimetres of a capital that is seen under so many minutes of arc. */
export const capHeight = (metres: number, minutes: number): number =>
  metres * 1000 * Math.tan((minutes / 60) * (Math.PI / 180));

/** How many rows the farthest reader can still read. */
export const rowsThatFit = (viewing: Viewing): number =>
  Math.floor((0.85 * heightOf(viewing)) / (1.6 * capHeight(viewing.metres, listMinutes)));

/** What a board shows: sizes as shares of the height of its screen. */
export interface Layout {
  readonly list: number; // Cap height of the rows.
  readonly call: number; // Cap height of the current call.
  readonly rows: number; // Earlier calls below it; 0: the call has the screen alone.
}

const callMost = 0.2; // Number and counter beside each other in half of the screen.
const callAloneMost = 0.22; // Above each other, on all of it.
export const callBesideNotice = 0.17; // The same with a notice beneath.

/** The metres from which the call alone is read as well as a list should be, in whole ones. */
export const farthestReader = (viewing: Viewing): number =>
  Math.floor((callAloneMost * heightOf(viewing)) / capHeight(1, listMinutes));

/** The current call takes half of the screen, and all of it where fewer than four rows would be left. */
export const layoutOf = (viewing: Viewing): Layout => {
  const height = heightOf(viewing);
  const fitting = rowsThatFit(viewing);
  const rows = fitting < 4 ? 0 : Math.min(5, Math.floor(fitting / 2));
  return {
    list: capHeight(viewing.metres, listMinutes) / height,
    call: Math.min(rows === 0 ? callAloneMost : callMost, Math.max(0.1, capHeight(viewing.metres, callMinutes) / height)),
    rows,
  };
};

const within = (text: string | null, least: number, most: number, otherwise: number): number => {
  const value = Number(text);
  return text !== null && value >= least && value <= most ? value : otherwise;
};

/** Millimetres of the capitals that a set-up gives: of the rows, or of the call where it stands alone. */
export const lettersOf = (viewing: Viewing): number => {
  const { rows, list, call } = layoutOf(viewing);
  return Math.round((rows === 0 ? call : list) * heightOf(viewing));
};

/** `?inches=55&metres=8&portrait`, each within what there is. */
export const viewingOf = (query: URLSearchParams): Viewing => ({
  inches: within(query.get('inches'), 20, 120, usualViewing.inches),
  metres: within(query.get('metres'), 1, 40, usualViewing.metres),
  portrait: query.has('portrait'),
});

const freshFor = 15_000; // A call is on the screen at least that long.

/** Whether a call has just come: then it is looked at. */
export const isFresh = (call: { readonly called_at: string }, now: number | null): boolean =>
  now !== null && now - Date.parse(call.called_at) < freshFor;

interface Hall {
  readonly calls: readonly { readonly state: string }[]; // Of the last minutes, and who is still to come.
  readonly queues: readonly { readonly waiting: number }[];
}

/** Whether the mall has closed and nobody is called or served any more. Who waits and was not called for minutes is not to be. */
export const isOver = (isOpen: boolean, { calls, queues }: Hall): boolean =>
  !isOpen &&
  !calls.some(({ state }) => state === 'called' || state === 'serving') &&
  (calls.length === 0 || queues.every(({ waiting }) => waiting === 0));
