import type { Answer } from '#api/acts';
import { freshKey, type Problem } from '#api/client';
import { cancelJob, isActive, type Job, readJob } from '#api/planning';

const often = 700;
const seldom = 3_000; // While nobody answers.

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One computation as a page shows it: from the press until its result, which may grow sharper meanwhile. */
export class JobRun<Result> {
  job = $state.raw<Job<Result> | null>(null);
  result = $state.raw<{ readonly job: Job<Result>; readonly value: Result } | null>(null); // The last there was.
  refused = $state.raw<Problem | null>(null); // Why it was not begun, or is not ours to follow any more.
  isSending = $state(false);
  isUnanswered = $state(false);
  private turn = 0; // Only what was asked for last is followed.
  private kept: { readonly what: string; readonly key: string } | null = null;

  constructor(
    private readonly mall: string,
    private readonly onChange: () => void, // A job has begun or ended.
  ) {}

  get isActive(): boolean {
    return this.isSending || (this.job !== null && isActive(this.job));
  }

  /** Whether what stands there is of an earlier computation than the one that was asked for. */
  get isEarlier(): boolean {
    return this.result !== null && (this.isSending || this.result.job.id !== this.job?.id);
  }

  /** Begins another; the same wish pressed again before it was answered is one. */
  async begin(wish: object, send: (key: string) => Promise<Answer<Job<Result>>>): Promise<void> {
    const mine = ++this.turn;
    const what = JSON.stringify(wish);
    const key = this.kept?.what === what ? this.kept.key : freshKey();
    this.kept = { what, key };
    this.isSending = true;
    this.refused = null;
    const answer = await send(key);
    if (answer.is === 'done') this.onChange();
    if (mine !== this.turn) {
      if (answer.is === 'done') void cancelJob(this.mall, answer.data.id);
      return;
    }
    this.isSending = false;
    this.isUnanswered = answer.is === 'unanswered';
    if (answer.is === 'unanswered') return;
    this.kept = null;
    if (answer.is === 'refused') this.refused = answer.problem;
    else await this.follow(answer.data, mine);
  }

  /** Shows one that was begun before, by whomever. */
  async show(id: string): Promise<void> {
    const mine = ++this.turn;
    this.isSending = false;
    this.refused = null;
    const answer = await readJob<Result>(this.mall, id);
    if (mine !== this.turn) return;
    this.isUnanswered = answer.is === 'unanswered';
    if (answer.is === 'refused') return this.drop(answer.problem);
    if (answer.is === 'unanswered') return this.job === null ? undefined : this.follow(this.job, mine);
    this.result = null; // Another's would stand beside it.
    await this.follow(answer.data, mine);
  }

  async cancel(): Promise<void> {
    const { job } = this;
    const mine = ++this.turn;
    this.isSending = false;
    if (job === null || !isActive(job)) return;
    const answer = await cancelJob<Result>(this.mall, job.id);
    this.onChange();
    if (mine !== this.turn) return;
    this.isUnanswered = answer.is === 'unanswered';
    if (answer.is === 'done') this.take(answer.data);
    else if (answer.is === 'refused') this.drop(answer.problem);
    else void this.follow(job, mine); // It runs on, for all that is known.
  }

  /** No longer followed: its page is left. What runs goes on. */
  leave(): void {
    this.turn += 1;
  }

  private take(job: Job<Result>): void {
    this.job = job;
    if (job.result !== null) this.result = { job, value: job.result };
  }

  /** Nothing can be known of it: whether it runs or not, it keeps nobody from the next. */
  private drop(problem: Problem): void {
    this.job = null;
    this.refused = problem;
  }

  private async follow(begun: Job<Result>, mine: number): Promise<void> {
    this.take(begun);
    let job = begun;
    while (isActive(job)) {
      await wait(this.isUnanswered ? seldom : often);
      if (mine !== this.turn) return;
      const answer = await readJob<Result>(this.mall, job.id);
      if (mine !== this.turn) return;
      this.isUnanswered = answer.is === 'unanswered';
      if (answer.is === 'refused') return this.drop(answer.problem);
      if (answer.is !== 'done') continue;
      job = answer.data;
      this.take(job);
    }
    if (begun.state !== job.state) this.onChange();
  }
}
