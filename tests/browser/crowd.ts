import type { Hall } from './hall';

interface Counter {
  readonly number: number;
  readonly services: readonly string[];
}

interface Mall {
  readonly counters: readonly Counter[];
}

export interface Visit {
  readonly code: string;
  readonly short_code: string;
  readonly number: string;
}

const visitsEach = 6;
const busyCounters = 8;

/** Fills a hall: many wait, and the first counters have somebody in each state. */
export const crowd = async (hall: Hall, mall: string): Promise<void> => {
  const base = `/api/v1/malls/${mall}`;
  const kiosk = hall.token({ role: 'kiosk', mall });
  const manager = hall.token({ role: 'manager', mall });
  const { counters } = await hall.get<Mall>(base);
  const staffed = counters.filter(({ services }) => services.length > 0).slice(0, busyCounters);
  const act = (counter: Counter, name: string): Promise<unknown> =>
    hall.post(`${base}/counters/${counter.number}/${name}`, {}, manager);

  for (const { services } of staffed) {
    for (let visit = 0; visit < visitsEach; visit += 1) {
      const priority = visit % 3 === 1 ? 'elderly' : 'none';
      await hall.post(`${base}/visits`, { services: services.slice(0, 1), priority }, kiosk);
    }
  }
  const afterwards = [['start'], ['start', 'hold'], ['no-show'], ['start', 'finish'], [], ['recall'], ['start'], ['start']];
  for (const [place, counter] of staffed.entries()) {
    for (const name of ['open', 'call', ...(afterwards[place] ?? [])]) await act(counter, name);
  }
};

/** Takes a number as the kiosk does. */
export const takeNumber = (hall: Hall, mall: string, services: readonly string[]): Promise<Visit> =>
  hall.post<Visit>(`/api/v1/malls/${mall}/visits`, { services, priority: 'none' }, hall.token({ role: 'kiosk', mall }));

/** The first counter that offers a service. */
export const counterFor = async (hall: Hall, mall: string, service: string): Promise<number> => {
  const { counters } = await hall.get<Mall>(`/api/v1/malls/${mall}`);
  const found = counters.find(({ services }) => services.includes(service));
  if (found === undefined) throw new Error(`no counter of ${mall} offers ${service}`);
  return found.number;
};

/** Serves whoever waits longest for a service, from the call to the end. */
export const serve = async (hall: Hall, mall: string, service: string): Promise<void> => {
  const counter = await counterFor(hall, mall, service);
  const manager = hall.token({ role: 'manager', mall });
  for (const name of ['open', 'call', 'start', 'finish']) {
    await hall.post(`/api/v1/malls/${mall}/counters/${counter}/${name}`, {}, manager);
  }
};
