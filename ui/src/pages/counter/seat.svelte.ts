import { freshKey } from '#api/client';
import { type Desk, isProblem, takeSession } from '#api/counter';
import type { StreamEvent } from '#api/frames';
import { ofPage } from './memory';

/** Whether this screen is the one that acts at its counter. */
export type Standing = 'asking' | 'mine' | 'elsewhere' | 'taken';

const again = 3_000;

/** The one session of a counter. */
export class Seat {
  standing: Standing = $state('asking');
  isBusy = $state(false);
  fault = $state('');
  session: string | null;
  private readonly memory = ofPage('gerai-session');
  private kept: { readonly takesOver: boolean; readonly key: string } | null = null;
  private own = 0; // Which event told of the own session; 0 where that was before this page.
  private told = 0; // Which event told of a session last.

  constructor(private readonly desk: Desk) {
    this.session = this.memory.read();
    if (this.session === null) void this.take(false);
    else this.standing = 'mine';
  }

  /** Begins the session, or takes it over; the same wish not yet answered carries the same key. */
  async take(takesOver: boolean): Promise<void> {
    if (this.isBusy) return;
    const key = this.kept?.takesOver === takesOver ? this.kept.key : freshKey();
    this.kept = { takesOver, key };
    this.isBusy = true;
    const answer = await takeSession(this.desk, takesOver, key);
    this.isBusy = false;
    if (answer.is === 'unanswered') {
      if (this.standing === 'asking') setTimeout(() => void this.take(takesOver), again);
      return;
    }
    this.kept = null;
    this.fault = '';
    if (answer.is === 'done') {
      this.session = answer.data.session;
      this.own = answer.data.seq;
      this.standing = 'mine';
      this.memory.write(this.session);
      this.compare();
    } else if (isProblem(answer.problem, 'session-exists')) this.standing = 'elsewhere';
    else this.fault = answer.problem.detail;
  }

  /** Takes the counter from the screen that has it. */
  takeOver(): void {
    if (this.standing === 'elsewhere' || this.standing === 'taken') void this.take(true);
  }

  /** Another screen acts here from now on. */
  lose(): void {
    this.standing = 'taken';
    this.session = null;
    this.memory.write(null);
  }

  hear({ name, data }: StreamEvent): void {
    if (name !== 'counter') return;
    const { seq, has_session, counter } = JSON.parse(data) as { seq: number; has_session?: boolean; counter?: number };
    if (has_session !== true || counter !== this.desk.number) return;
    this.told = seq;
    if (!this.isBusy) this.compare();
  }

  /** The stream tells of the own session too, before or after the answer. */
  private compare(): void {
    if (this.standing === 'mine' && this.told > this.own) this.lose();
  }
}
