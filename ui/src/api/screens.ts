import { api, type Schemas } from './client';
import type { StreamEvent } from './frames';
import { Live } from './live.svelte';

export type Mall = Schemas['MallView'];
export type Board = Schemas['BoardView'];

const mallIsFresh = 60_000; // It is large and changes with the hours.

/** Reads a mall now and then. */
export interface MallReader {
  /** The mall, asked for anew when what is known of it is a minute old, or has changed. */
  read(): Promise<{ data?: Mall; status: number }>;
  /** Told of every event of the mall: a new date or file changes it. */
  hear(event: StreamEvent): void;
}

const changing: readonly string[] = ['day', 'reset'];

export const mallReader = (id: string): MallReader => {
  let mall: Mall | undefined;
  let asked = 0;
  let hasChanged = true;
  return {
    hear: ({ name }) => {
      hasChanged ||= changing.includes(name);
    },
    read: async () => {
      if (mall !== undefined && !hasChanged && performance.now() - asked < mallIsFresh) return { data: mall, status: 200 };
      [asked, hasChanged] = [performance.now(), false];
      const { data, response } = await api.GET('/api/v1/malls/{mall}', { params: { path: { mall: id } } });
      hasChanged ||= data === undefined;
      if (data === undefined) return { status: response.status };
      mall = data;
      return { data, status: 200 };
    },
  };
};

/** All that a board shows. */
export interface BoardNow {
  readonly mall: Mall;
  readonly board: Board;
}

/** A board of a zone, followed; an empty zone is the whole mall. */
export const liveBoard = (mall: string, zone: string, onEvent: (event: StreamEvent) => void): Live<BoardNow> => {
  const place = mallReader(mall);
  const query = zone === '' ? {} : { zone };
  const search = zone === '' ? '' : `?zone=${encodeURIComponent(zone)}`;
  return new Live<BoardNow>({
    stream: `/api/v1/malls/${encodeURIComponent(mall)}/events${search}`,
    onEvent: (event) => {
      place.hear(event);
      onEvent(event);
    },
    load: async () => {
      const { data: about, status: found } = await place.read();
      if (about === undefined) return { status: found };
      const { data, response } = await api.GET('/api/v1/malls/{mall}/board', { params: { path: { mall }, query } });
      const { status } = response;
      return data === undefined ? { status } : { data: { mall: about, board: data }, status };
    },
  });
};
