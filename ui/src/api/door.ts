import { type Answer, answerOf } from './acts';
import { api, type Schemas, withKey } from './client';
import { Live } from './live.svelte';
import { type Help, readHelp } from './room';
import type { Mall } from './screens';

export type Service = Schemas['ServiceView'];
export type Visit = Schemas['VisitView'];
export type NewVisit = Schemas['NewVisit'];

/** All that the front desk sees at once. */
export interface DoorNow {
  readonly mall: Mall;
  readonly services: readonly Service[];
  readonly called: readonly Visit[];
  readonly missed: readonly Visit[]; // Called in vain.
  readonly last: readonly Visit[]; // The newest first.
  readonly help: readonly Help[]; // Who asked for a person today.
}

const gathering = 2_000; // The whole list of services comes each time.
const pageSize = 50;
const lastShown = 10;

const missedIn = async (mall: string): Promise<Visit[]> => {
  const params = { path: { mall }, query: { state: 'no_show' } };
  const { data } = await api.GET('/api/v1/malls/{mall}/visits', { params });
  return data?.visits ?? [];
};

/** Reads the end of the day's visits: where its pages begin is remembered, so that most are read once. */
class Tail {
  private begins: string[] = [];

  constructor(private readonly mall: string) {}

  async read(): Promise<Visit[]> {
    const from = this.begins.at(-2);
    const visits: Visit[] = [];
    let token = from;
    do {
      const page = await this.page(token);
      visits.push(...page.visits);
      token = page.next_page_token;
      if (token !== undefined && token !== this.begins.at(-1)) this.begins.push(token);
    } while (token !== undefined);
    if (visits.length === 0 && from !== undefined) this.begins = []; // A new day.
    return visits.slice(-lastShown).reverse();
  }

  private async page(from: string | undefined): Promise<Schemas['VisitList']> {
    const query = { page_size: pageSize, ...(from === undefined ? {} : { page_token: from }) };
    const { data } = await api.GET('/api/v1/malls/{mall}/visits', { params: { path: { mall: this.mall }, query } });
    return data ?? { visits: [] };
  }
}

const load = async (mall: string, tail: Tail): Promise<{ data?: DoorNow; status: number }> => {
  const params = { params: { path: { mall } } };
  const calledIn = { params: { path: { mall }, query: { state: 'called' } } };
  const [place, list, called] = await Promise.all([
    api.GET('/api/v1/malls/{mall}', params),
    api.GET('/api/v1/malls/{mall}/services', params),
    api.GET('/api/v1/malls/{mall}/visits', calledIn),
  ]);
  const status = place.response.ok ? called.response.status : place.response.status;
  if (place.data === undefined || list.data === undefined || called.data === undefined) return { status };
  const [missed, last, help] = await Promise.all([missedIn(mall), tail.read(), readHelp(mall)]);
  const data = { mall: place.data, services: list.data.services, called: called.data.visits, missed, last, help };
  return { data, status };
};

/** The front desk of a mall, followed. */
export const liveDoor = (mall: string): Live<DoorNow> => {
  const tail = new Tail(mall);
  return new Live<DoorNow>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/events`,
    gathering,
    load: () => load(mall, tail),
  });
};

/** The visit with that number; null where there is none today. */
export const findVisit = async (mall: string, number: string): Promise<Answer<Visit | null>> => {
  const answer = await answerOf(
    api.GET('/api/v1/malls/{mall}/visits', { params: { path: { mall }, query: { number } } }),
  );
  return answer.is === 'done' ? { is: 'done', data: answer.data.visits[0] ?? null } : answer;
};

export const issue = (mall: string, wish: NewVisit, key: string): Promise<Answer<Visit>> =>
  answerOf(
    api.POST('/api/v1/malls/{mall}/visits', { params: { path: { mall } }, body: wish, headers: withKey(key) }),
  );

/** What the front desk may do with a visit. */
export type VisitAct = { readonly act: 'cancel' | 'rejoin' } | { readonly act: 'priority'; readonly class: string };

export const actOnVisit = (mall: string, code: string, wish: VisitAct, key: string): Promise<Answer<Visit>> => {
  const params = { path: { mall, code } };
  const headers = withKey(key);
  if (wish.act === 'priority') {
    return answerOf(
      api.POST('/api/v1/malls/{mall}/visits/{code}/priority', { params, headers, body: { class: wish.class } }),
    );
  }
  return answerOf(api.POST(`/api/v1/malls/{mall}/visits/{code}/${wish.act}`, { params, headers, body: {} }));
};
