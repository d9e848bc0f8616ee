import type { Counter, Wish } from '#api/counter';

/** Acts that may be sent later than they were pressed. A call would call somebody who has left. */
export type KeptAct = 'start' | 'finish' | 'no-show' | 'hold';

/** An act that the server has not answered yet. */
export interface Kept {
  readonly wish: Extract<Wish, { act: KeptAct }> | { readonly act: KeptAct; readonly body: object };
  readonly key: string;
  readonly visit: string; // Whom it is about.
  readonly number: string;
  readonly at: string; // When it was pressed, by the hall's clock.
  readonly wasTried: boolean;
  readonly isUnconfirmed: boolean; // Shown as not answered.
}

const keepable: readonly string[] = ['start', 'finish', 'no-show', 'hold'] satisfies KeptAct[];

export const mayBeKept = (wish: Wish): wish is Extract<Wish, { act: KeptAct }> => keepable.includes(wish.act);

const asIf = (counter: Counter, { wish, visit, at }: Kept): Counter => {
  const { current } = counter;
  if (current === null || current.visit.code !== visit) return counter;
  if (wish.act === 'start') return { ...counter, undo: null, current: { ...current, state: 'serving', since: at } };
  const state = counter.state === 'closing' ? counter.becomes : counter.state;
  return { ...counter, undo: null, state, current: null };
};

/** The counter as it will be if the server agrees with all that it has not answered. */
export const expected = (counter: Counter, kept: readonly Kept[]): Counter =>
  kept.filter((one) => one.isUnconfirmed).reduce(asIf, counter);

/** Whether a kept act still belongs to the counter as the server has it. */
export type Verdict = 'send' | 'happened' | 'astray';

export const verdictOn = ({ current }: Counter, { wish, visit, wasTried }: Kept): Verdict => {
  const isHere = current?.visit.code === visit;
  const from = wish.act === 'start' || wish.act === 'no-show' ? 'called' : 'serving';
  if (isHere && current.state === from) return 'send';
  if (isHere) return wish.act === 'start' && wasTried ? 'happened' : 'astray';
  return wasTried && wish.act !== 'start' ? 'happened' : 'astray';
};

const isKept = (one: unknown): one is Kept => {
  if (one === null || typeof one !== 'object') return false;
  const { wish, key, visit, number, at } = one as Record<string, unknown>;
  const texts = [key, visit, number, at].every((text) => typeof text === 'string');
  return texts && typeof wish === 'object' && wish !== null && keepable.includes((wish as { act: string }).act);
};

/** What was kept before the page was loaded anew: whether the server heard it is not known. */
export const keptIn = (written: string | null): Kept[] => {
  try {
    const all: unknown = JSON.parse(written ?? '[]');
    return Array.isArray(all) ? all.filter(isKept).map((one) => ({ ...one, isUnconfirmed: true })) : [];
  } catch {
    return [];
  }
};
