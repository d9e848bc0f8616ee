import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The lock of a screen: a PIN that its clerk chose for this pause, as a hash alone. */
export interface Lock {
  readonly salt: string;
  readonly hash: string;
  readonly isShut: boolean; // The counter has come to its pause.
  readonly wrong: number; // Tries since the last pause in trying.
  readonly triesFrom: number; // Milliseconds since 1970 of the computer: no try before.
}

/** Tries before one has to wait, and for how many milliseconds. */
export const mostTries = 5;
export const waitAfterTries = 60_000;

/** A PIN as it was typed; null where it is none. */
export const pinTyped = (typed: string): string | null => (/^\d{4,6}$/.test(typed.trim()) ? typed.trim() : null);

/* A browser has a hash of its own only over TLS, and a counter may be on plain HTTP. */
const hashOf = (pin: string, salt: string): string => bytesToHex(sha256(utf8ToBytes(`${salt} ${pin}`)));

export const lockFor = (pin: string, salt: string): Lock => ({
  salt,
  hash: hashOf(pin, salt),
  isShut: false,
  wrong: 0,
  triesFrom: 0,
});

/** What a try comes to: open, or the lock as it is after it. */
export type Tried = { readonly is: 'open' } | { readonly is: 'wrong' | 'too_soon'; readonly lock: Lock };

export const tried = (lock: Lock, typed: string, now: number): Tried => {
  if (now < lock.triesFrom) return { is: 'too_soon', lock };
  const pin = pinTyped(typed);
  if (pin !== null && hashOf(pin, lock.salt) === lock.hash) return { is: 'open' };
  const wrong = lock.wrong + 1;
  if (wrong < mostTries) return { is: 'wrong', lock: { ...lock, wrong } };
  return { is: 'too_soon', lock: { ...lock, wrong: 0, triesFrom: now + waitAfterTries } };
};

/** A lock as it was written down; null where that is none. */
export const lockIn = (written: string | null): Lock | null => {
  try {
    const { salt, hash, isShut, wrong, triesFrom } = JSON.parse(written ?? 'null') as Lock;
    const isWhole = [salt, hash].every((one) => typeof one === 'string') && [wrong, triesFrom].every(Number.isFinite);
    return isWhole && typeof isShut === 'boolean' ? { salt, hash, isShut, wrong, triesFrom } : null;
  } catch {
    return null;
  }
};
