/** What is to be said of a call, as much as its order needs. */
export interface Sayable {
  readonly id: string;
  readonly number: string;
  readonly withdrawn: boolean;
  readonly speak_until: string;
}

/** The calls that wait to be said, in their order; none overwrites another. */
export interface Announcer<Call extends Sayable> {
  readonly waiting: readonly Call[];
  readonly seen: readonly string[]; // Ids, so that what is told again is said once.
}

export const silentAnnouncer = { waiting: [], seen: [] };

const seenMost = 500; // More than can be told again.
const crowded = 3; // With more than so many waiting, each is said once.

/**
 * Takes what is newly told. Who comes anew, or comes back after a gap, says nothing that is too old
 * at `now` (milliseconds of the hall); who was there all the time says everything.
 */
export const told = <Call extends Sayable>(
  announcer: Announcer<Call>,
  calls: readonly Call[],
  comesBack: boolean,
  now: number,
): Announcer<Call> => {
  const known = new Set(announcer.seen);
  const fresh = calls.filter((call) => !known.has(call.id));
  const sayable = fresh.filter((call) => !call.withdrawn && !(comesBack && now > Date.parse(call.speak_until)));
  return {
    waiting: [...announcer.waiting, ...sayable],
    seen: [...announcer.seen, ...fresh.map((call) => call.id)].slice(-seenMost),
  };
};

/** A call was taken back: what has not been said of that number is not said. */
export const takenBack = <Call extends Sayable>(announcer: Announcer<Call>, number: string): Announcer<Call> => ({
  ...announcer,
  waiting: announcer.waiting.filter((call) => call.number !== number),
});

/** The next call to say, how often, and what is left. */
export const nextOf = <Call extends Sayable>(
  announcer: Announcer<Call>,
): { call: Call; times: 1 | 2; rest: Announcer<Call> } | null => {
  const [call, ...waiting] = announcer.waiting;
  if (call === undefined) return null;
  return { call, times: waiting.length > crowded ? 1 : 2, rest: { ...announcer, waiting } };
};
