/** The hall's clock as the server last told it: the device's own is only a remark. */
export interface HallClock {
  readonly told: number; // Milliseconds since 1970, of the hall.
  readonly heard: number; // Milliseconds of the page, when it was told.
  readonly rate: number; // Hall seconds in a second.
}

export const clockTold = (now: string, rate: number, heard: number): HallClock => ({
  told: Date.parse(now),
  heard,
  rate,
});

/** Milliseconds since 1970 in the hall, at a moment of the page. */
export const hallTime = (clock: HallClock, moment: number): number =>
  clock.told + (moment - clock.heard) * clock.rate;

/** `09.05`, on the mall's wall. */
export const wallTime = (time: number, zone: string): string =>
  new Intl.DateTimeFormat('id', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone })
    .format(time)
    .replace(':', '.');

/** `4.05` minutes and seconds; hours before them when there are any. */
export const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}.${two(minutes)}.${two(rest)}` : `${minutes}.${two(rest)}`;
};
