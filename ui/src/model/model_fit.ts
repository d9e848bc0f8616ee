import type { FitCheck } from '#api/calibration';

export type CheckName = 'order' | 'half_hours' | 'mean_wait' | 'service_level';

export type CheckOutcome =
  | 'order_unknown'
  | 'too_few'
  | 'order_holds'
  | 'order_fails'
  | 'half_hours_holds'
  | 'half_hours_low'
  | 'half_hours_high'
  | 'mean_wait_holds'
  | 'mean_wait_fails'
  | 'service_level_holds'
  | 'service_level_fails';

/** What there is to say of a check. A share of half-hours may miss its range at either end. */
export const checkOutcome = (name: CheckName, { verdict, value, high }: FitCheck): CheckOutcome => {
  if (verdict === 'unknown') return name === 'order' ? 'order_unknown' : 'too_few';
  if (verdict === 'holds') return `${name}_holds`;
  if (name !== 'half_hours') return `${name}_fails`;
  return (value ?? 0) > (high ?? 1) ? 'half_hours_high' : 'half_hours_low';
};
