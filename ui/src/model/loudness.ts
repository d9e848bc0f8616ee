/** How loud the voice guide is, from 1, the quietest, on. */
export const loudest = 5;
export const usual = 3;

const step = 5; // Decibels.

/** What an audio element's `volume` is at a level: as it comes from the machine at the loudest. */
export const volumeAt = (level: number): number => 10 ** (((level - loudest) * step) / 20);

export const louder = (level: number): number => Math.min(level + 1, loudest);
export const quieter = (level: number): number => Math.max(level - 1, 1);

/** For the one key that a keypad has for it: after the loudest comes the quietest. */
export const turned = (level: number): number => (level >= loudest ? 1 : level + 1);
