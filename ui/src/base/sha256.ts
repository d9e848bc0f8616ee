/* SHA-256 (FIPS 180-4). A browser has its own only over TLS, and a counter may be on plain HTTP. */
const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let one = 2; found.length < count; one += 1) if (found.every((prime) => one % prime !== 0)) found.push(one);
  return found;
};

const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;

const constants = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const beginning = primes(8).map((prime) => fraction(Math.sqrt(prime)));

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: readonly number[], place: number): number => words[place] ?? 0;

const padded = (bytes: Uint8Array): number[] => {
  const words = Array.from({ length: (((bytes.length + 8) >> 6) + 1) * 16 }, () => 0);
  for (const [place, byte] of [...bytes, 0x80].entries()) words[place >> 2] = at(words, place >> 2) | (byte << (24 - (place % 4) * 8));
  words[words.length - 1] = bytes.length * 8;
  return words;
};

const schedule = (block: readonly number[]): number[] => {
  const words = [...block];
  for (let i = 16; i < 64; i += 1) {
    const [early, late] = [at(words, i - 15), at(words, i - 2)];
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words.push((at(words, i - 16) + first + at(words, i - 7) + second) | 0);
  }
  return words;
};

const compressed = (state: readonly number[], block: readonly number[]): number[] => {
  const words = schedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const chosen = (e & f) ^ (~e & g);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + at(constants, i) + at(words, i)) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + at(state, place)) | 0);
};

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const sha256 = (text: string): string => {
  const words = padded(new TextEncoder().encode(text));
  let state = beginning;
  for (let from = 0; from < words.length; from += 16) state = compressed(state, words.slice(from, from + 16));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
};
