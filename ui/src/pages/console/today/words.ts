import type { Measured, Risk } from '#api/planning';
import * as text from '#generated/messages';
import { numberWord } from '../words';

const risks: Readonly<Record<Risk, () => string>> = {
  low: text.console_risk_low,
  likely: text.console_risk_likely,
  high: text.console_risk_high,
};

export const riskWord = (risk: Risk): string => risks[risk]();

/** How many more are called in time; below ten with a tenth, so that a small gain is not told as none. */
export const gainWord = ({ value, margin }: Measured): string => {
  const count = (people: number): string => numberWord(people, value < 9.95 ? 1 : 0);
  return text.console_gain({ count: count(value), low: count(Math.max(0, value - margin)), high: count(value + margin) });
};
