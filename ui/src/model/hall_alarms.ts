import type { Schemas } from '#api/client';

export type Alarm = Schemas['AlarmView'];

/** Somebody at a kiosk asks for a person. */
export interface HelpTodo {
  readonly kind: 'help';
  readonly help: string; // The id of the request.
  readonly place: string;
  readonly seconds: number;
}

export type DeviceTrouble = Exclude<Alarm['kind'], 'nobody_calls' | 'help'>;

/** A device or printer needs a hand. */
export interface DeviceTodo {
  readonly kind: 'device';
  readonly trouble: DeviceTrouble;
  readonly device: string;
  readonly seconds: number;
}

/** What the whole hall misses at once, and what can wait until the queues are seen to. */
const urgent: readonly DeviceTrouble[] = ['no_sound', 'no_paper', 'cover_open', 'printer_offline'];
const later: readonly DeviceTrouble[] = ['silent', 'paper_low'];

/** Who asks for a person, the longest first. */
export const helpsOf = (alarms: readonly Alarm[]): HelpTodo[] =>
  alarms.flatMap(({ kind, help, place, for_seconds }) =>
    kind === 'help' && help !== undefined ? [{ kind, help, place: place ?? '', seconds: for_seconds }] : [],
  );

const troublesOf = (alarms: readonly Alarm[], kinds: readonly DeviceTrouble[]): DeviceTodo[] =>
  kinds.flatMap((trouble) =>
    alarms
      .filter(({ kind }) => kind === trouble)
      .map(({ device, for_seconds }) => ({ kind: 'device', trouble, device: device ?? '', seconds: for_seconds })),
  );

/** Calls that nobody hears, tickets that do not come out. */
export const urgentTroubles = (alarms: readonly Alarm[]): DeviceTodo[] => troublesOf(alarms, urgent);

/** Devices that are silent, and paper that will be used up. */
export const laterTroubles = (alarms: readonly Alarm[]): DeviceTodo[] => troublesOf(alarms, later);

/** For how many seconds nobody has called for an agency though somebody could; null without an alarm. */
export const quietFor = (alarms: readonly Alarm[], agency: string): number | null =>
  alarms.find((alarm) => alarm.kind === 'nobody_calls' && alarm.agency === agency)?.for_seconds ?? null;
