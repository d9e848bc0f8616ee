import type { Language } from '#base/language.svelte';

const shortNames: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** `WITA`; for a zone elsewhere nothing. */
export const zoneName = (zone: string): string => shortNames[zone] ?? '';

const locales = { id: 'id', en: 'en-GB' } as const;

/** `Selasa, 24 November 2026`. */
export const dayName = (time: number, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  }).format(time);

/** `2026-12-02` by the calendar of the mall's wall. */
export const dateIn = (time: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(time);

/** Days between two moments on the calendar of the mall's wall. */
export const daysUntil = (time: number, now: number, zone: string): number =>
  Math.round((Date.parse(dateIn(time, zone)) - Date.parse(dateIn(now, zone))) / 86_400_000);

/** `Rp650.000`. */
export const money = (amount: number): string =>
  `Rp${new Intl.NumberFormat('id', { maximumFractionDigits: 0 }).format(amount)}`;
