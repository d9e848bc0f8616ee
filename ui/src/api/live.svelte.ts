import { clockTold, type HallClock, hallTime } from '#base/hall_clock';
import type { StreamEvent } from './frames';
import { listen } from './stream';

const gathering = 150;
const retrying = 3_000; // After an answer that did not come, or came by half, while the stream goes on.

/** What a screen shows of the server: as it was last told, and since when it hears nothing or gets no answer. */
export interface Shown<Data> {
  data: Data | null;
  clock: HallClock | null;
  lostSince: number | null; // Milliseconds of the hall.
  status: number; // Of the last answer: 200, 401, 404 ...; 0 before the first.
}

export interface Source<Data> {
  readonly stream: string;
  /** Asks for the whole anew; what a stream says is only the reason to ask. */
  load(): Promise<{ data?: Data; status: number }>;
  /** Milliseconds in which several events are one reason to ask. */
  readonly gathering?: number;
  /** Told of every event besides. */
  onEvent?(event: StreamEvent): void;
}

/** Follows a source until `stop`: asks anew when its stream says that something happened. */
export class Live<Data> {
  readonly shown: Shown<Data> = $state({ data: null, clock: null, lostSince: null, status: 0 });
  private asked = 0;
  private answered = 0; // The latest request that has its answer.
  private due: ReturnType<typeof setTimeout> | null = null;
  private isLinked = true;
  private isAnswered = true;
  private readonly hangUp: () => void;

  constructor(private readonly source: Source<Data>) {
    this.hangUp = listen(source.stream, {
      onEvent: (event) => this.hear(event),
      onLink: (isLive) => this.noteLink(isLive),
    });
    void this.refresh();
  }

  /** Asks for the whole now. An answer that comes after a later one is out of date. */
  async refresh(): Promise<void> {
    const mine = ++this.asked;
    const { data, status } = await this.source.load().catch(() => ({ data: undefined, status: 0 }));
    if (mine < this.answered) return;
    this.isAnswered = status !== 0 && status < 500;
    this.noteLost();
    if (!this.isAnswered && this.isLinked) this.refreshSoon(retrying);
    if (status === 0) return;
    this.answered = mine;
    if (data !== undefined) this.shown.data = data;
    this.shown.status = status;
  }

  stop(): void {
    this.hangUp();
    if (this.due !== null) clearTimeout(this.due);
  }

  private hear(event: StreamEvent): void {
    const told = JSON.parse(event.data) as { now?: string; clock_rate?: number };
    if (told.now !== undefined) {
      const rate = told.clock_rate ?? this.shown.clock?.rate ?? 1;
      this.shown.clock = clockTold(told.now, rate, performance.now());
    }
    this.source.onEvent?.(event);
    if (event.name !== 'beat') this.refreshSoon();
  }

  /** Several events at once are one reason to ask. */
  private refreshSoon(after = this.source.gathering ?? gathering): void {
    this.due ??= setTimeout(() => {
      this.due = null;
      void this.refresh();
    }, after);
  }

  private noteLink(isLive: boolean): void {
    const isNews = this.isLinked !== isLive;
    this.isLinked = isLive;
    this.noteLost();
    if (isNews && !isLive) this.refreshSoon(); // Whether the server answers at all is known then.
  }

  /** What is shown is as it is only while the stream goes on and what was asked is answered. */
  private noteLost(): void {
    const { clock, lostSince } = this.shown;
    if (this.isLinked && this.isAnswered) this.shown.lostSince = null;
    else this.shown.lostSince = lostSince ?? (clock === null ? Date.now() : hallTime(clock, performance.now()));
  }
}

