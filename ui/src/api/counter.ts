import { type Answer, answerOf, orNothing } from './acts';
import { api, type Problem, type Schemas, withKey } from './client';
import type { StreamEvent } from './frames';
import { Live } from './live.svelte';
import { type Mall, mallReader, type MallReader } from './screens';

export type Counter = Schemas['CounterView'];
export type Called = Schemas['CalledView'];
export type Waiting = Schemas['WaitingView'];
export type Held = Schemas['HeldView'];

/** All that a clerk sees at once. */
export interface CounterNow {
  readonly mall: Mall;
  readonly counter: Counter;
}

/** What a clerk may ask of the server, with what it needs. */
export type Wish =
  | { readonly act: 'call'; readonly body: Schemas['WhomToCall'] }
  | { readonly act: 'finish'; readonly body: Schemas['HowFinished'] }
  | { readonly act: 'resume'; readonly body: Schemas['WhomToResume'] }
  | { readonly act: 'transfer'; readonly body: Schemas['WhereTo'] }
  | { readonly act: 'send-on'; readonly body: Schemas['NextService'] }
  | { readonly act: 'open' | 'services'; readonly body: Schemas['ChosenServices'] }
  | { readonly act: 'close' | 'pause' | 'recall' | 'start' | 'no-show' | 'hold' | 'undo'; readonly body: object };

/** Who acts at which counter. */
export interface Desk {
  readonly mall: string;
  readonly number: number;
}

const paramsOf = ({ mall, number }: Desk) => ({ path: { mall, counter: String(number) } });

export const readCounter = async (desk: Desk): Promise<{ data?: Counter; status: number }> => {
  const { data, response } = await api.GET('/api/v1/malls/{mall}/counters/{counter}', { params: paramsOf(desk) });
  return { ...(data === undefined ? {} : { data }), status: response.status };
};

/** Reads the mall now and then, and the counter each time. */
const load = async (desk: Desk, place: MallReader): Promise<{ data?: CounterNow; status: number }> => {
  const mall = await place.read();
  if (mall.data === undefined) return { status: mall.status };
  const { data, status } = await readCounter(desk);
  return data === undefined ? { status } : { data: { mall: mall.data, counter: data }, status };
};

/** A counter, followed. */
export const liveCounter = (desk: Desk, onEvent: (event: StreamEvent) => void): Live<CounterNow> => {
  const place = mallReader(desk.mall);
  return new Live<CounterNow>({
    stream: `/api/v1/malls/${encodeURIComponent(desk.mall)}/counters/${desk.number}/events`,
    load: () => load(desk, place),
    onEvent: (event) => {
      place.hear(event);
      onEvent(event);
    },
  });
};

/** Calls the next in order, or a number out of turn. */
export const call = (
  desk: Desk,
  body: Schemas['WhomToCall'],
  headers: Record<string, string>,
): Promise<Answer<Called | null>> =>
  orNothing<Called>(
    api.POST('/api/v1/malls/{mall}/counters/{counter}/call', { params: paramsOf(desk), headers, body }),
  );

const send = (desk: Desk, wish: Exclude<Wish, { act: 'call' }>, headers: Record<string, string>) => {
  const params = paramsOf(desk);
  const at = '/api/v1/malls/{mall}/counters/{counter}';
  if (wish.act === 'finish') return api.POST(`${at}/finish`, { params, headers, body: wish.body });
  if (wish.act === 'resume') return api.POST(`${at}/resume`, { params, headers, body: wish.body });
  if (wish.act === 'transfer') return api.POST(`${at}/transfer`, { params, headers, body: wish.body });
  if (wish.act === 'send-on') return api.POST(`${at}/send-on`, { params, headers, body: wish.body });
  if (wish.act === 'open' || wish.act === 'services') {
    return api.POST(`${at}/${wish.act}`, { params, headers, body: wish.body });
  }
  return api.POST(`${at}/${wish.act}`, { params, headers, body: {} });
};

/** What became of an act: whom a call called, and nothing where nobody waits. */
export interface Done {
  readonly called: Called | null;
}

/** Does it once for its key, in the session of this screen. */
export const actAt = async (desk: Desk, wish: Wish, key: string, session: string | null): Promise<Answer<Done>> => {
  const headers = withKey(key, session);
  if (wish.act === 'call') {
    const answer = await call(desk, wish.body, headers);
    return answer.is === 'done' ? { is: 'done', data: { called: answer.data } } : answer;
  }
  const answer = await answerOf(send(desk, wish, headers));
  return answer.is === 'done' ? { is: 'done', data: { called: null } } : answer;
};

/** A session, and which event of the hall's stream tells of it. */
export interface Session {
  readonly session: string;
  readonly seq: number;
}

/** Begins the session of a counter, or takes it over from another screen. */
export const takeSession = (desk: Desk, takesOver: boolean, key: string): Promise<Answer<Session>> =>
  answerOf(
    api.POST('/api/v1/malls/{mall}/counters/{counter}/session', {
      params: paramsOf(desk),
      headers: withKey(key),
      body: { take_over: takesOver },
    }),
  );

/** Whether a problem is of that kind. */
export const isProblem = (problem: Problem, kind: 'taken-over' | 'session-exists'): boolean =>
  problem.type.endsWith(`/${kind}`);
