import type { Risk } from '#api/planning';
import * as text from '#generated/messages';

const risks: Readonly<Record<Risk, () => string>> = {
  low: text.console_risk_low,
  likely: text.console_risk_likely,
  high: text.console_risk_high,
};

export const riskWord = (risk: Risk): string => risks[risk]();
