import { api, type Schemas } from './client';
import type { StreamEvent } from './frames';
import { Live } from './live.svelte';

export type Mall = Schemas['MallView'];
export type Board = Schemas['BoardView'];

const mallIsFresh = 60_000; // It is large and changes with the hours.

/** Gives a mall, asked for anew when what is known of it is a minute old. */
export const mallReader = (id: string): (() => Promise<{ data?: Mall; status: number }>) => {
  let mall: Mall | undefined;
  let read = 0;
  return async () => {
    if (mall !== undefined && performance.now() - read < mallIsFresh) return { data: mall, status: 200 };
    const { data, response } = await api.GET('/api/v1/malls/{mall}', { params: { path: { mall: id } } });
    if (data === undefined) return { status: response.status };
    mall = data;
    read = performance.now();
    return { data, status: 200 };
  };
};

/** All that a board shows. */
export interface BoardNow {
  readonly mall: Mall;
  readonly board: Board;
}

/** A board of a zone, followed; an empty zone is the whole mall. */
export const liveBoard = (mall: string, zone: string, onEvent: (event: StreamEvent) => void): Live<BoardNow> => {
  const readMall = mallReader(mall);
  const query = zone === '' ? {} : { zone };
  const search = zone === '' ? '' : `?zone=${encodeURIComponent(zone)}`;
  return new Live<BoardNow>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/events${search}`,
    onEvent,
    load: async () => {
      const place = await readMall();
      if (place.data === undefined) return { status: place.status };
      const { data, response } = await api.GET('/api/v1/malls/{mall}/board', { params: { path: { mall }, query } });
      const { status } = response;
      return data === undefined ? { status } : { data: { mall: place.data, board: data }, status };
    },
  });
};
