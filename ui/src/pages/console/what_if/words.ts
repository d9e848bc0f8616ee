import type { Difference } from '#api/planning';
import { type Compared, type ComparedAgency, isUnchanged, saidDifference } from '#model/comparison';
import * as text from '#generated/messages';
import { numberWord } from '../words';

const decimals: Readonly<Record<Compared, number>> = { service_level: 0, wait_minutes: 1, utilisation: 0 };

type Said = Exclude<Compared, 'utilisation'>;
type Given = Record<'size' | 'least' | 'most', string>;

const sentences: Readonly<Record<Said, Readonly<Record<'better' | 'worse' | 'unclear', (given: Given & { minutes: string }) => string>>>> = {
  service_level: { better: text.console_more_kept, worse: text.console_fewer_kept, unclear: text.console_unclear_kept },
  wait_minutes: { better: text.console_shorter, worse: text.console_longer, unclear: text.console_unclear_wait },
};

/** The difference of the whole mall in a sentence, with the sizes between which it lies. */
export const differenceWord = (difference: Difference, by: Said, minutes: number): string => {
  const said = saidDifference(difference, by);
  if (said === null) return text.console_nobody_to_compare();
  const places = Math.max(1, decimals[by]);
  const given = { size: numberWord(said.size, places), least: numberWord(said.least, places), most: numberWord(said.most, places) };
  return sentences[by][said.is]({ ...given, minutes: numberWord(minutes) });
};

const units: Readonly<Record<Compared, string>> = { service_level: '%', wait_minutes: '', utilisation: '%' };

/** `82 → 91%` beside a row, and `82% → -` where nobody is there afterwards. */
export const beforeAfterWord = ({ before, after }: Pick<ComparedAgency, 'before' | 'after'>, by: Compared): string => {
  const one = (spread: ComparedAgency['before'], unit: string): string =>
    spread === null ? '-' : `${numberWord(spread.value, decimals[by])}${unit}`;
  return `${one(before, after === null ? units[by] : '')} → ${one(after, units[by])}`;
};

/** The same with the ends between which each lies, for the table. */
export const spreadWord = (spread: ComparedAgency['before'], by: Compared): string => {
  if (spread === null) return '-';
  const places = Math.max(1, decimals[by]);
  return `${numberWord(spread.value, places)} (${numberWord(spread.low, places)} - ${numberWord(spread.high, places)})`;
};

export const verdictWord = (difference: Difference | null): string => {
  if (difference === null) return '';
  if (difference.difference !== null && isUnchanged(difference)) return text.console_verdict_same();
  if (difference.verdict === 'unclear') return text.console_verdict_unclear();
  if (difference.verdict === null) return '';
  return difference.verdict === 'better' ? text.console_verdict_better() : text.console_verdict_worse();
};

export const comparedWord = (by: Compared): string =>
  ({ service_level: text.console_by_kept, wait_minutes: text.console_by_wait, utilisation: text.console_by_busy })[by]();
