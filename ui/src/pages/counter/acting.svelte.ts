import { freshKey, type Problem } from '#api/client';
import { actAt, type Counter, type CounterNow, type Desk, isProblem, type Wish } from '#api/counter';
import type { Live } from '#api/live.svelte';
import { expected, type Kept, mayBeKept } from '#model/counter_kept';
import { hallTime } from '#base/hall_clock';
import * as text from '#generated/messages';
import { KeptActs } from './kept_acts.svelte';
import type { Seat } from './seat.svelte';
import { calledWords, keptWord, type Said } from './words';

/** Acts that call somebody or take back: nobody may do them later than they were pressed. */
const neverLater: readonly Wish['act'][] = ['call', 'recall', 'undo', 'resume'];

/** The counter as it stood when something was pressed. */
const standing = ({ state, current, undo }: Counter): string =>
  JSON.stringify([state, current?.visit.code, current?.state, current?.times_called, undo?.action, undo?.until]);

/** An act on its way, and the counter as it stood. */
interface Pressed {
  readonly what: string;
  readonly before: string;
  readonly act: Wish['act'];
  readonly key: string;
}

/** Presses become acts here: one key a press, and nothing is shown as done before the server says so. */
export class Acting {
  said: Said | null = $state.raw(null);
  readonly kept: KeptActs;
  private waiting = $state(0);
  private last: Pressed | null = $state.raw(null);

  constructor(
    private readonly desk: Desk,
    private readonly seat: Seat,
    private readonly live: Live<CounterNow>,
  ) {
    this.kept = new KeptActs(desk, seat, {
      now: () => this.now(),
      isLinkLost: () => live.shown.lostSince !== null,
      onAnswered: () => this.see(null),
      onRefused: (_, problem) => this.refuse(problem),
      onAstray: (kept: Kept) => this.see({ words: text.counter_astray({ act: keptWord(kept.wish.act), number: kept.number }), isProblem: true }),
    });
  }

  /** What waits for its answer now. */
  get busy(): Wish['act'] | null {
    if (this.kept.sending > 0) return this.kept.all.find((one) => !one.isUnconfirmed)?.wish.act ?? null;
    return this.waiting > 0 ? (this.last?.act ?? null) : null;
  }

  async press(wish: Wish): Promise<void> {
    const counter = this.live.shown.data?.counter;
    if (counter === undefined || this.seat.standing !== 'mine') return;
    this.said = null;
    if (mayBeKept(wish)) {
      if (this.waiting === 0) await this.kept.press(wish, expected(counter, this.kept.all));
      return;
    }
    const obstacle = this.obstacle(wish);
    if (obstacle !== '') this.said = { words: obstacle, isProblem: true };
    else await this.send(wish, standing(counter));
  }

  /** What was not answered is over with once the counter stands otherwise. */
  look({ counter }: CounterNow): void {
    if (this.last === null || this.waiting > 0 || this.last.before === standing(counter)) return;
    this.last = null;
    this.said = null;
  }

  private obstacle(wish: Wish): string {
    if (neverLater.includes(wish.act) && this.live.shown.lostSince !== null) return text.counter_needs_link();
    return this.kept.all.length > 0 ? text.counter_needs_answer() : '';
  }

  private async send(wish: Wish, before: string): Promise<void> {
    const what = JSON.stringify(wish);
    const isRepeated = this.last?.what === what && this.last.before === before;
    if (this.waiting > 0 && !isRepeated) return;
    const key = isRepeated && this.last !== null ? this.last.key : freshKey();
    this.last = { what, before, act: wish.act, key };
    this.waiting += 1;
    try {
      const answer = await actAt(this.desk, wish, key, this.seat.session);
      if (this.last?.key !== key) return; // Its other press was answered first.
      if (answer.is === 'unanswered') {
        if (this.waiting === 1) this.said = { words: text.state_unanswered(), isProblem: true };
      } else if (answer.is === 'refused') await this.refuse(answer.problem);
      else await this.see(wish.act === 'call' ? calledWords(answer.data.called) : null);
      if (answer.is !== 'unanswered') this.last = null;
    } finally {
      this.waiting -= 1;
    }
  }

  private async refuse(problem: Problem): Promise<void> {
    if (isProblem(problem, 'taken-over')) {
      this.seat.lose();
      await this.see(null);
      return;
    }
    const details = [problem.detail, ...(problem.errors ?? []).map(({ detail }) => detail)];
    await this.see({ words: details.join(' '), isProblem: true });
  }

  private async see(said: Said | null): Promise<void> {
    await this.live.refresh();
    this.said = said;
  }

  private now(): number {
    const { clock } = this.live.shown;
    return clock === null ? Date.now() : hallTime(clock, performance.now());
  }
}
