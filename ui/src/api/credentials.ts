/** The pages of the manager are one screen: what opens the hall opens the planning too. */
export const screenOf = (path: string): string => path.replace(/^(\/m\/[^/]+)\/planning(\/.*)?$/, '$1/hall');

const place = (): string => `gerai-token ${screenOf(location.pathname)}`;

let kept: string | null = null;
let wasGiven = false;

/**
 * Takes the token of a ready link out of the address (`#token=...`) into the storage of this screen, so
 * that it stands in no history, and gives the token in force.
 */
export const beginCredentials = (): string | null => {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    wasGiven = true;
    kept = given;
    keepOnComputer();
    return given;
  }
  kept ??= recall();
  return kept;
};

/** Whether the page was opened by a ready link. */
export const isTokenGiven = (): boolean => wasGiven;

/** Whether the token outlives the page. */
export const isTokenKept = (): boolean => kept !== null && recall() === kept;

export const token = (): string | null => kept;

/** Where storage is refused the token lasts as long as the page. */
const move = (from: () => Storage, to: () => Storage): void => {
  if (kept === null) return;
  try {
    to().setItem(place(), kept);
    from().removeItem(place());
  } catch {
    return;
  }
};

/** The token is this tab's alone from now on: it goes with the tab. */
export const keepInTab = (): void => move(() => localStorage, () => sessionStorage);

/** The token is the computer's: the page has it whenever it is opened. */
export const keepOnComputer = (): void => move(() => sessionStorage, () => localStorage);

const recall = (): string | null => {
  try {
    return sessionStorage.getItem(place()) ?? localStorage.getItem(place());
  } catch {
    return null;
  }
};
