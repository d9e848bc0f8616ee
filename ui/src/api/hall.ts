import { type Answer, answerOf } from './acts';
import { api, type Schemas, withKey } from './client';
import { Live } from './live.svelte';
import { readPrinters } from './printing';
import type { Mall } from './screens';

export type Day = Schemas['DayView'];
export type Counter = Schemas['CounterView'];
export type Figure = Schemas['Figure'];
export type FigureItem = Schemas['FigureItem'];

/** All that the manager sees at once. */
export interface HallNow {
  readonly mall: Mall;
  readonly day: Day;
  readonly waiting: readonly FigureItem[];
  readonly alarms: readonly Schemas['AlarmView'][];
  readonly devices: readonly Schemas['DeviceView'][];
  readonly printers: readonly Schemas['PrinterView'][];
  readonly notices: readonly Schemas['NoticeView'][];
}

export interface Rows {
  readonly items: readonly FigureItem[];
  readonly next: string | null; // Where the following ones begin.
}

const gathering = 1_000; // The day is measured anew each time.
const pagesOfWaiting = 5;

/** A page of the rows behind a figure of today. */
export const rowsBehind = async (mall: string, figure: Figure, from: string | null): Promise<Rows | null> => {
  const { data } = await api
    .GET('/api/v1/malls/{mall}/day/{figure}/items', {
      params: { path: { mall, figure }, query: from === null ? {} : { page_token: from } },
    })
    .catch(() => ({ data: undefined }));
  return data === undefined ? null : { items: data.items, next: data.next_page_token ?? null };
};

const allWaiting = async (mall: string): Promise<FigureItem[]> => {
  const all: FigureItem[] = [];
  let from: string | null = null;
  for (let page = 0; page < pagesOfWaiting; page += 1) {
    const rows: Rows | null = await rowsBehind(mall, 'waiting', from);
    all.push(...(rows?.items ?? []));
    from = rows?.next ?? null;
    if (from === null) break;
  }
  return all;
};

/** What the room has to say beside its queues; what is not answered is empty. */
const readRoom = async (mall: string): Promise<Pick<HallNow, 'alarms' | 'devices' | 'printers' | 'notices'>> => {
  const params = { params: { path: { mall } } };
  const [alarms, devices, notices, printers] = await Promise.all([
    api.GET('/api/v1/malls/{mall}/alarms', params),
    api.GET('/api/v1/malls/{mall}/devices', params),
    api.GET('/api/v1/malls/{mall}/notices', params),
    readPrinters(mall),
  ]);
  return {
    alarms: alarms.data?.alarms ?? [],
    devices: devices.data?.devices ?? [],
    notices: notices.data?.notices ?? [],
    printers,
  };
};

const load = async (mall: string): Promise<{ data?: HallNow; status: number }> => {
  const params = { params: { path: { mall } } };
  const [place, day] = await Promise.all([
    api.GET('/api/v1/malls/{mall}', params),
    api.GET('/api/v1/malls/{mall}/day', params),
  ]);
  const status = day.response.status;
  if (place.data === undefined || day.data === undefined) return { status };
  const [waiting, room] = await Promise.all([allWaiting(mall), readRoom(mall)]);
  return { data: { mall: place.data, day: day.data, waiting, ...room }, status };
};

/** The whole hall, followed. */
export const liveHall = (mall: string): Live<HallNow> =>
  new Live<HallNow>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/hall/events`,
    gathering,
    load: () => load(mall),
  });

export type CounterAct = 'open' | 'close';

export const actAtCounter = (
  mall: string,
  counter: number,
  act: CounterAct,
  key: string,
): Promise<Answer<Counter>> =>
  answerOf(
    api.POST(`/api/v1/malls/{mall}/counters/{counter}/${act}`, {
      params: { path: { mall, counter: String(counter) } },
      headers: withKey(key),
      body: {},
    }),
  );

/** The day of another date; nothing where there was none. */
export const dayOf = async (mall: string, date: string): Promise<Day | null> => {
  const { data } = await api
    .GET('/api/v1/malls/{mall}/day', { params: { path: { mall }, query: { date } } })
    .catch(() => ({ data: undefined }));
  return data ?? null;
};

/** Every service of the mall. */
export const servicesOf = async (mall: string): Promise<Schemas['ServiceView'][]> => {
  const { data } = await api
    .GET('/api/v1/malls/{mall}/services', { params: { path: { mall } } })
    .catch(() => ({ data: undefined }));
  return data?.services ?? [];
};
