import { dayName, daysUntil, zoneName } from '#model/dates';
import { wallTime } from '#base/hall_clock';
import { language } from '#base/language.svelte';
import * as text from '#generated/messages';

/** When and where the words are read. */
export interface Wall {
  readonly now: number;
  readonly zone: string;
}

export const momentOf = (iso: string, { now, zone }: Wall): string => {
  const time = Date.parse(iso);
  const clock = { time: wallTime(time, zone), zone: zoneName(zone) };
  const days = daysUntil(time, now, zone);
  if (days === 0) return text.kiosk_at(clock);
  if (days === 1) return text.kiosk_tomorrow_at(clock);
  return text.kiosk_day_at({ day: dayName(time, zone, language()), ...clock });
};
