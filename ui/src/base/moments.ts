/**
 * A moment by both clocks of a device: the page's, which may stand still while the machine sleeps, and
 * the device's own, which anybody may set.
 */
export interface Moment {
  readonly page: number; // Milliseconds since the page began.
  readonly device: number; // Milliseconds since 1970.
}

export const thisMoment = (): Moment => ({ page: performance.now(), device: Date.now() });

/** Milliseconds between two moments, by the clock that counted more: what slept is noticed by one of them. */
export const between = (from: Moment, to: Moment): number => Math.max(to.page - from.page, to.device - from.device);
