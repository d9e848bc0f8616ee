import { type Answer, answerOf } from './acts';
import { api, freshKey, type Problem, type Schemas, withKey } from './client';
import { Live } from './live.svelte';
import type { Mall } from './screens';

export type Service = Schemas['ServiceView'];
export type Visit = Schemas['VisitView'];

/** All that a kiosk shows before a number is taken. */
export interface Catalogue {
  readonly mall: Mall;
  readonly services: readonly Service[];
}

const gathering = 3_000; // The whole catalogue comes each time.
const asking = 20_000; // Hours pass without an event.

/** The catalogue of a mall, followed; `answers` is whether the server gave it when last asked. */
export class KioskFeed {
  answers = $state(true);
  readonly live: Live<Catalogue>;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly mall: string) {
    this.live = new Live<Catalogue>({
      stream: `/api/v1/malls/${encodeURIComponent(mall)}/events`,
      gathering,
      load: () => this.load(),
    });
    this.timer = setInterval(() => void this.live.refresh(), asking);
  }

  stop(): void {
    clearInterval(this.timer);
    this.live.stop();
  }

  private async load(): Promise<{ data?: Catalogue; status: number }> {
    const params = { params: { path: { mall: this.mall } } };
    try {
      const [mall, list] = await Promise.all([
        api.GET('/api/v1/malls/{mall}', params),
        api.GET('/api/v1/malls/{mall}/services', params),
      ]);
      const status = mall.response.status;
      this.answers = status < 500;
      if (mall.data === undefined || list.data === undefined) return { status };
      return { data: { mall: mall.data, services: list.data.services }, status };
    } catch {
      this.answers = false;
      return { status: 0 };
    }
  }
}

export type Taken =
  | { readonly is: 'taken'; readonly visit: Visit }
  | { readonly is: 'refused'; readonly problem: Problem } // It will not happen with this key.
  | { readonly is: 'unanswered' }; // Whether it happened is not known: the same key asks again.

const mayHaveHappened = (status: number): boolean => status === 429 || status >= 500;

/** Takes a number. */
export const takeNumber = async (mall: string, wish: Schemas['NewVisit'], key: string): Promise<Taken> => {
  try {
    const { data, error, response } = await api.POST('/api/v1/malls/{mall}/visits', {
      params: { path: { mall } },
      body: wish,
      headers: withKey(key),
    });
    if (data !== undefined) return { is: 'taken', visit: data };
    if (error === undefined || mayHaveHappened(response.status)) return { is: 'unanswered' };
    return { is: 'refused', problem: error };
  } catch {
    return { is: 'unanswered' };
  }
};

/** Gives a number back; one that is over already is as good as given back. */
export const giveBack = (code: string): Promise<Answer<Visit>> =>
  answerOf(
    api.POST('/api/v1/visits/{code}/cancel', {
      params: { path: { code } },
      body: { reason: 'choice_changed' },
      headers: withKey(freshKey()),
    }),
  );

/** The picture that a phone reads to follow a visit. */
export const qrOf = (code: string): string => `/api/v1/visits/${encodeURIComponent(code)}/qr.svg`;
