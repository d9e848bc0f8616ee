import { isRenewalDue, unknownVersions, withVersion } from '#base/versions';
import { isTokenKept, token } from './credentials';

let known = unknownVersions;

/** Takes note of `Gerai-Version` of an answer. */
export const noteVersion = (response: Response): void => {
  known = withVersion(known, response.headers.get('Gerai-Version'));
};

const place = (version: string): string => `gerai-renewed ${version}`;

/** Without storage the page could be loaded for ever, and would forget its token. */
const mayRenew = (version: string): boolean => {
  if (token() !== null && !isTokenKept()) return false;
  try {
    const last = sessionStorage.getItem(place(version));
    if (!isRenewalDue(known, last === null ? null : Number(last), Date.now())) return false;
    sessionStorage.setItem(place(version), String(Date.now()));
    return true;
  } catch {
    return false;
  }
};

/** Loads the page anew if the server has another version of it. For a moment when nobody minds. */
export const renew = (): void => {
  if (known.told !== null && mayRenew(known.told)) location.reload();
};
