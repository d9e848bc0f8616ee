import type { Command } from './counter';

/** Which key does what; the counter opens with the key that calls. */
export type KeyMap = Readonly<Record<Exclude<Command, 'open'>, string>>;
export type KeyCommand = keyof KeyMap;

export const usualKeys: KeyMap = {
  call: 'F2',
  recall: 'F3',
  start: 'F4',
  finish: 'F6',
  no_show: 'F7',
  hold: 'F8',
  transfer: 'F9',
  send_on: 'F10',
  not_completed: 'Shift+F6',
  undo: 'Ctrl+Z',
  number: 'Alt+N',
  resume: 'Alt+R',
  pause: 'Alt+P',
  close: 'Alt+O',
};

export const commands = Object.keys(usualKeys) as KeyCommand[];

/** A key as it was pressed. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const figureOrLetter = ({ key, code }: Stroke): string => {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? '';
};

/** A stroke by the name that stands on a button: `Ctrl+Z`; empty for a modifier alone. */
export const strokeName = (stroke: Stroke): string => {
  const isFunction = /^F\d{1,2}$/.test(stroke.key);
  const name = isFunction ? stroke.key : figureOrLetter(stroke);
  if (name === '' || stroke.metaKey) return '';
  const held = [stroke.ctrlKey ? 'Ctrl' : '', stroke.altKey ? 'Alt' : '', stroke.shiftKey ? 'Shift' : ''];
  return [...held.filter((one) => one !== ''), name].join('+');
};

const ofBrowser = ['F5', 'Ctrl+F5', 'Shift+F5', 'F11', 'F12', 'Alt+F4', 'Ctrl+F4'];
const ofEditing = /^Ctrl\+(?:Shift\+)?[ACFJLNPRTVWX]$/;

/** A letter alone would act while somebody types; some keys are the browser's own. */
export const isUsable = (name: string): boolean =>
  /^(?:(?:Ctrl\+|Alt\+|Shift\+)*F\d{1,2}|(?:Ctrl|Alt)\+(?:Shift\+)?[A-Z0-9])$/.test(name) &&
  !ofBrowser.includes(name) &&
  !ofEditing.test(name);

/** Gives a command a key; whoever had it gets the key that becomes free. */
export const rebound = (keys: KeyMap, command: KeyCommand, name: string): KeyMap => {
  const other = commands.find((one) => keys[one] === name);
  const freed = keys[command];
  return { ...keys, ...(other === undefined ? {} : { [other]: freed }), [command]: name };
};

export const commandOf = (keys: KeyMap, name: string): KeyCommand | undefined =>
  name === '' ? undefined : commands.find((one) => keys[one] === name);

/** Keys as they were written down; anything that is not right is as usual. */
export const keysIn = (written: string | null): KeyMap => {
  try {
    const given = JSON.parse(written ?? '{}') as Record<string, unknown>;
    const keys = Object.fromEntries(
      commands.map((one) => [one, isUsable(String(given[one])) ? String(given[one]) : usualKeys[one]]),
    ) as unknown as KeyMap;
    return new Set(Object.values(keys)).size === commands.length ? keys : usualKeys;
  } catch {
    return usualKeys;
  }
};
