import { api, type Schemas } from './client';
import { Live } from './live.svelte';

export type Mall = Schemas['MallView'];
export type Board = Schemas['BoardView'];

const of = <Data>({ data, response }: { data?: Data | undefined; response: Response }) => ({
  ...(data === undefined ? {} : { data }),
  status: response.status,
});

/** A mall with its agencies, booths and counters; follows its public stream for the clock's sake. */
export const liveMall = (mall: string): Live<Mall> =>
  new Live<Mall>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/events`,
    load: async () => of(await api.GET('/api/v1/malls/{mall}', { params: { path: { mall } } })),
  });

/** What a board of a zone shows; an empty zone is the whole mall. */
export const liveBoard = (mall: string, zone: string): Live<Board> => {
  const query = zone === '' ? {} : { zone };
  const search = zone === '' ? '' : `?zone=${encodeURIComponent(zone)}`;
  return new Live<Board>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/events${search}`,
    load: async () =>
      of(await api.GET('/api/v1/malls/{mall}/board', { params: { path: { mall }, query } })),
  });
};
