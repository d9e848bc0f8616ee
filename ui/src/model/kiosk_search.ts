import type { Offer } from './offer';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

/** Words that mean the same, as `nikah kawin; sim mengemudi`. */
export const sameWords = (list: string): string[][] =>
  list.split(';').map((group) => plain(group).trim().split(/\s+/));

const likenesses = (word: string, same: readonly string[][]): string[] => [
  word,
  ...same.filter((group) => group.some((one) => one.startsWith(word) && word.length > 2)).flat(),
];

/** How well a text answers to a word: at its beginning, at that of a word in it, inside. */
const weight = (text: string, word: string): number => {
  const place = text.indexOf(word);
  if (place < 0) return 0;
  if (place === 0) return 4;
  return new RegExp(`[^\\p{L}\\p{N}]${word.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`, 'u').test(text) ? 3 : 1;
};

export interface Searched extends Offer {
  readonly agencyName: string; // In both languages.
}

const score = (offer: Searched, word: string, same: readonly string[][]): number => {
  const name = plain(offer.name);
  const other = plain(`${offer.name_en ?? ''} ${offer.product}`);
  const agency = plain(offer.agencyName);
  return Math.max(
    ...likenesses(word, same).map((one, place) => {
      const best = Math.max(3 * weight(name, one), 2 * weight(other, one), weight(agency, one));
      return place === 0 ? best * 2 : best;
    }),
  );
};

/** The services that answer to every word, the best first. */
export const search = <One extends Searched>(offers: readonly One[], asked: string, same: readonly string[][]): One[] => {
  const words = plain(asked).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  return offers
    .map((offer, place) => ({ offer, place, scores: words.map((word) => score(offer, word, same)) }))
    .filter(({ scores }) => scores.every((one) => one > 0))
    .map((found) => ({ ...found, sum: found.scores.reduce((a, b) => a + b, 0) }))
    .sort((a, b) => b.sum - a.sum || a.place - b.place)
    .map(({ offer }) => offer);
};

/** Words to begin with: those that the page names, and the first of each that mean the same, where something is found. */
export const examplesOf = (offers: readonly Searched[], named: string, same: readonly string[][]): string[] => {
  const words = [...named.split(',').map((word) => word.trim()), ...same.map(([first = '']) => first)];
  const isFirst = (word: string, place: number): boolean =>
    words.findIndex((other) => plain(other) === plain(word)) === place;
  return words.filter(isFirst).filter((word) => search(offers, word, same).length > 0);
};
