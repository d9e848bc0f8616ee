import type { Schemas } from '#api/client';

export type Device = Schemas['DeviceView'];
export type Printer = Schemas['PrinterView'];

/** How a device or printer stands. */
export type DeviceState =
  | 'silent'
  | 'blocked'
  | 'muted'
  | 'no_paper'
  | 'paper_low'
  | 'cover_open'
  | 'offline'
  | 'unknown'
  | 'speaks'
  | 'well';

/** A device of the hall, or a printer, as the manager sees it. */
export interface SeenDevice {
  readonly id: string;
  readonly role: string; // Of its token; `printer` for a printer.
  readonly state: DeviceState;
  readonly seconds: number | null; // In which it has been so, where that matters.
}

const well: readonly DeviceState[] = ['well', 'speaks', 'unknown'];

/** Whether somebody should look at it. A board that was muted was muted by somebody. */
export const needsHand = ({ state }: SeenDevice): boolean => !well.includes(state) && state !== 'muted';

const stateOf = (device: Device): Pick<SeenDevice, 'state' | 'seconds'> => {
  if (device.silent) return { state: 'silent', seconds: device.silent_seconds };
  if (device.paper === 'out') return { state: 'no_paper', seconds: device.paper_seconds };
  if (device.sound === 'blocked') return { state: 'blocked', seconds: device.sound_seconds };
  if (device.paper === 'low') return { state: 'paper_low', seconds: device.paper_seconds };
  if (device.sound === 'muted') return { state: 'muted', seconds: device.sound_seconds };
  return { state: device.speaks ? 'speaks' : 'well', seconds: null };
};

const printerStates: Readonly<Record<Printer['state'], DeviceState>> = {
  ready: 'well',
  near_end: 'paper_low',
  no_paper: 'no_paper',
  cover_open: 'cover_open',
  offline: 'offline',
  unknown: 'unknown',
};

/** All of them, those first that somebody should look at. `now` is in milliseconds of the hall. */
export const devicesSeen = (devices: readonly Device[], printers: readonly Printer[], now: number): SeenDevice[] => {
  const seen: SeenDevice[] = [
    ...devices.map((device) => ({ id: device.device, role: device.role, ...stateOf(device) })),
    ...printers.map(({ id, state, since }) => ({
      id,
      role: 'printer',
      state: printerStates[state],
      seconds: since === undefined || state === 'ready' ? null : (now - Date.parse(since)) / 1_000,
    })),
  ];
  return seen.sort((a, b) => Number(needsHand(b)) - Number(needsHand(a)));
};
