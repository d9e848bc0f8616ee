const place = (): string => `gerai-token ${location.pathname}`;

let kept: string | null = null;

/**
 * Takes the token of a ready link out of the address (`#token=...`) into the storage of this screen, so
 * that it stands in no history, and gives the token in force.
 */
export const beginCredentials = (): string | null => {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    keep(given);
    return given;
  }
  kept ??= recall();
  return kept;
};

/** Whether the token outlives the page. */
export const isTokenKept = (): boolean => kept !== null && recall() === kept;

export const token = (): string | null => kept;

/** Where storage is refused the token lasts as long as the page. */
const keep = (given: string): void => {
  kept = given;
  try {
    localStorage.setItem(place(), given);
  } catch {
    return;
  }
};

const recall = (): string | null => {
  try {
    return localStorage.getItem(place());
  } catch {
    return null;
  }
};
