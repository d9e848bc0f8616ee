import type { PlanAsked, Stage } from '#api/planning';

/** A job as steps that follow each other. */
export interface Step {
  readonly step: number; // From 1 on.
  readonly of: number;
}

// Counters are added and taken away in turns, and what is looked for in a larger hall belongs to the test.
const always: readonly (readonly Stage[])[] = [['offered_load'], ['add', 'trim'], ['confirm', 'more_counters']];

/** Where a plan is on its way; nothing before it has begun, and of other jobs. */
export const stepOf = (stage: Stage, { shifts, review }: Pick<PlanAsked, 'shifts' | 'review'>): Step | null => {
  const steps = [...always, ...(shifts === 'none' ? [] : [['shifts'] as const]), ...(review ? [['review'] as const] : [])];
  const place = steps.findIndex((stages: readonly Stage[]) => stages.includes(stage));
  return place < 0 ? null : { step: place + 1, of: steps.length };
};
