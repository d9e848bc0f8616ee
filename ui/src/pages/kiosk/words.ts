import type { Service } from '#api/kiosk.svelte';
import type { Schemas } from '#api/client';
import { shownRange } from '#model/estimate';
import { money } from '#model/dates';
import { language } from '#base/language.svelte';
import type { Standing } from '#model/offer';
import * as text from '#generated/messages';
import { momentOf, type Wall } from '../moment_words';

export { momentOf, type Wall };

interface Named {
  readonly name: string;
  readonly name_en?: string;
}

export const nameOf = (named: Named): string => (language() === 'en' && named.name_en ? named.name_en : named.name);

/** The language of a name, where it is not that of the page. */
export const languageOf = (named: Named): 'id' | undefined =>
  language() === 'en' && !named.name_en ? 'id' : undefined;

/** Why nothing can be had of it now and what to do instead; empty when it can. */
export const obstacleOf = ({ availability, next_open }: Standing, wall: Wall): string => {
  if (availability === 'open') return '';
  const when = next_open === null ? null : momentOf(next_open, wall);
  if (when === null) {
    const never = { full: text.kiosk_full, absent: text.kiosk_absent, closed: text.kiosk_closed };
    return never[availability]();
  }
  const until = { full: text.kiosk_full_until, absent: text.kiosk_absent_until, closed: text.kiosk_closed_until };
  return until[availability]({ when });
};

export const waitingWord = (waiting: number): string =>
  waiting === 0 ? text.kiosk_nobody_waits() : text.kiosk_waiting({ count: waiting });

/** A range as it is shown; nothing where it cannot be honest. */
export const estimateWord = (estimate: Schemas['Estimate'] | null | undefined): string => {
  if (estimate === null || estimate === undefined) return '';
  const { low, high } = shownRange(estimate);
  return low === 0 ? text.kiosk_estimate_below({ high }) : text.kiosk_estimate({ low, high });
};

export const feeWord = (fee: Service['fee']): string => {
  if (fee.kind === 'free') return text.kiosk_free();
  if (fee.kind === 'fixed') return money(fee.amount ?? 0);
  return fee.text ?? text.kiosk_ask_fee();
};

export const limitWord = (limit: Service['time_limit']): string => {
  if (limit === null) return text.kiosk_ask_limit();
  if (limit.unit === 'working_day' && limit.value === 1) return text.kiosk_one_working_day();
  const words = { minute: text.kiosk_minutes, hour: text.kiosk_hours, working_day: text.kiosk_working_days };
  return words[limit.unit]({ count: limit.value });
};

const priorities: Readonly<Record<string, () => string>> = {
  none: text.kiosk_priority_none,
  elderly: text.kiosk_priority_elderly,
  disability: text.kiosk_priority_disability,
  pregnant: text.kiosk_priority_pregnant,
  infant: text.kiosk_priority_infant,
};

/** A class that a mall has added of its own stands as it is named there. */
export const priorityWord = (name: string): string => priorities[name]?.() ?? name;
