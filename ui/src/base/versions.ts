const pause = 600_000;

/** What a page knows of the versions of its server. */
export interface Versions {
  readonly own: string | null; // That of the first answer, with which the page came.
  readonly told: string | null; // That of the last answer.
}

export const unknownVersions: Versions = { own: null, told: null };

export const withVersion = (known: Versions, told: string | null): Versions =>
  told === null ? known : { own: known.own ?? told, told };

/** Whether the server has other pages than this one. */
export const isOutdated = ({ own, told }: Versions): boolean => told !== own;

/**
 * Whether to load the page anew now. Where servers of two versions answer in turns, it is loaded once
 * for each of them in ten minutes, not for ever.
 */
export const isRenewalDue = (known: Versions, lastFor: number | null, now: number): boolean =>
  isOutdated(known) && (lastFor === null || Math.abs(now - lastFor) > pause);
