import { type Answer, answerOf } from './acts';
import { api, type Schemas, withKey } from './client';

export type Print = Schemas['PrintView'];
export type Printer = Schemas['PrinterView'];

/** The printers of the mall; an empty list also when nobody answers. */
export const readPrinters = async (mall: string): Promise<readonly Printer[]> => {
  const answer = await answerOf(api.GET('/api/v1/malls/{mall}/printers', { params: { path: { mall } } }));
  return answer.is === 'done' ? answer.data.printers : [];
};

export interface Wish {
  readonly mall: string;
  readonly code: string;
  readonly printer: string;
  readonly copy: boolean;
}

/** Has the ticket of a visit printed. */
export const printTicket = ({ mall, code, printer, copy }: Wish, key: string): Promise<Answer<Print>> =>
  answerOf(
    api.POST('/api/v1/malls/{mall}/visits/{code}/prints', {
      params: { path: { mall, code } },
      body: { printer, copy },
      headers: withKey(key),
    }),
  );

/** How far a print has come. */
export const readPrint = (mall: string, id: string): Promise<Answer<Print>> =>
  answerOf(api.GET('/api/v1/malls/{mall}/prints/{id}', { params: { path: { mall, id } } }));

/** Says whether a ticket came out. */
export const confirmPrint = (mall: string, id: string, cameOut: boolean, key: string): Promise<Answer<Print>> =>
  answerOf(
    api.POST('/api/v1/malls/{mall}/prints/{id}/confirm', {
      params: { path: { mall, id } },
      body: { came_out: cameOut },
      headers: withKey(key),
    }),
  );

const place = (): string => `gerai-printer ${location.pathname}`;

/** The printer that the address names, or named when this screen was set up. */
export const printerSetUp = (): string | null => {
  const named = new URLSearchParams(location.search).get('printer');
  try {
    if (named !== null) localStorage.setItem(place(), named);
    return localStorage.getItem(place());
  } catch {
    return named;
  }
};

/** Remembers the printer that was chosen on this screen. */
export const keepPrinter = (id: string): void => {
  try {
    localStorage.setItem(place(), id);
  } catch {
    return;
  }
};
