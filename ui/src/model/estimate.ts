/** Seconds from now between which somebody will be called, eight times in ten. */
interface Estimate {
  readonly low_seconds: number;
  readonly high_seconds: number;
}

const grain = 5; // Minutes.

/** The minutes that people are shown: rounded outward to five, and never to one number. */
export const shownRange = ({ low_seconds, high_seconds }: Estimate): { low: number; high: number } => {
  const low = Math.floor(low_seconds / 60 / grain) * grain;
  return { low, high: Math.max(low + grain, Math.ceil(high_seconds / 60 / grain) * grain) };
};
