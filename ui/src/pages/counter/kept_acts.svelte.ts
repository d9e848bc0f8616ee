import { freshKey, type Problem } from '#api/client';
import { actAt, type Counter, type Desk, readCounter } from '#api/counter';
import { type Kept, keptIn, verdictOn } from '#model/counter_kept';
import { ofTab } from './memory';
import type { Seat } from './seat.svelte';

const again = 5_000;

/** What the queue needs of the page. */
export interface Told {
  now(): number; // The hall's clock.
  isLinkLost(): boolean;
  onAnswered(kept: Kept): Promise<void>;
  onRefused(kept: Kept, problem: Problem): Promise<void>;
  onAstray(kept: Kept): Promise<void>;
}

/**
 * Start, finish, hold and no-show in the order in which they were pressed, until the server has answered
 * each. The first is sent at once; what comes late is sent only while it still fits what the server has.
 */
export class KeptActs {
  all: readonly Kept[] = $state.raw([]);
  sending = $state(0);
  private readonly memory = ofTab('gerai-kept');
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly desk: Desk,
    private readonly seat: Seat,
    private readonly told: Told,
  ) {
    this.all = keptIn(this.memory.read());
    this.timer = setInterval(() => void this.send(), again);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The same act for the same visitor pressed again repeats its key. */
  async press(wish: Kept['wish'], counter: Counter): Promise<void> {
    const visit = counter.current?.visit;
    if (visit === undefined) return;
    const isRepeated = this.all.some((one) => one.visit === visit.code && one.wish.act === wish.act);
    if (!isRepeated) {
      const at = new Date(this.told.now()).toISOString();
      const isUnconfirmed = this.told.isLinkLost() || this.all.length > 0;
      const kept = { wish, key: freshKey(), visit: visit.code, number: visit.number, at, wasTried: false, isUnconfirmed };
      this.write([...this.all, kept]);
    }
    if (isRepeated || this.sending === 0) await this.run();
  }

  /** Tries what is left, unless that is being done. */
  async send(): Promise<void> {
    if (this.all.length > 0 && this.sending === 0 && this.seat.standing === 'mine') await this.run();
  }

  private async run(): Promise<void> {
    this.sending += 1;
    try {
      let first = this.all[0];
      while (first !== undefined && (await this.settle(first))) first = this.all[0];
    } finally {
      this.sending -= 1;
    }
  }

  /** Whether the first is over with, so that the next may be sent. */
  private async settle(kept: Kept): Promise<boolean> {
    if (kept.isUnconfirmed) {
      const verdict = await this.verdict(kept);
      if (!this.isFirst(kept)) return false;
      if (verdict === null) return this.wait(kept);
      if (verdict !== 'send') {
        this.drop(kept);
        await (verdict === 'astray' ? this.told.onAstray(kept) : this.told.onAnswered(kept));
        return true;
      }
    }
    this.change(kept, { wasTried: true });
    const answer = await actAt(this.desk, kept.wish, kept.key, this.seat.session);
    if (!this.isFirst(kept)) return false;
    if (answer.is === 'unanswered') return this.wait(kept);
    if (answer.is === 'done') await this.told.onAnswered(kept);
    else await this.told.onRefused(kept, answer.problem);
    this.drop(kept);
    return true;
  }

  private async verdict(kept: Kept): Promise<ReturnType<typeof verdictOn> | null> {
    const { data } = await readCounter(this.desk).catch(() => ({ data: undefined }));
    return data === undefined ? null : verdictOn(data, kept);
  }

  private wait(kept: Kept): false {
    this.change(kept, { isUnconfirmed: true });
    return false;
  }

  private isFirst(kept: Kept): boolean {
    return this.all[0]?.key === kept.key;
  }

  private change({ key }: Kept, given: Partial<Kept>): void {
    this.write(this.all.map((one) => (one.key === key ? { ...one, ...given } : one)));
  }

  private drop({ key }: Kept): void {
    this.write(this.all.filter((one) => one.key !== key));
  }

  private write(all: readonly Kept[]): void {
    this.all = all;
    this.memory.write(all.length === 0 ? null : JSON.stringify(all));
  }
}
