import { freshKey, type Schemas } from '#api/client';
import { takeNumber, type Visit } from '#api/kiosk.svelte';

type Wish = Schemas['NewVisit'];

const slowAfter = 1_000;
const patience = 25_000;
const between = 2_000;

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A press for a number until its answer: one press, one key, however often it is asked. */
export class Taking {
  visit = $state.raw<Visit | null>(null);
  isAsking = $state(false);
  isSlow = $state(false);
  refusal = $state(''); // What the server said against it, in words.
  isUnanswered = $state(false);
  isForbidden = $state(false);
  private unanswered: { wish: Wish; key: string } | null = null;
  private person = 0; // An answer that comes after its person has gone is shown to nobody.

  constructor(private readonly mall: string) {}

  async take(wish: Wish): Promise<void> {
    if (this.isAsking || this.visit !== null) return;
    const person = this.person;
    const asked = this.askedAlready(wish) ?? { wish, key: freshKey() };
    this.unanswered = asked;
    [this.isAsking, this.isUnanswered, this.refusal] = [true, false, ''];
    const slow = setTimeout(() => (this.isSlow = this.person === person), slowAfter);
    await this.ask(asked.wish, asked.key, person);
    clearTimeout(slow);
    if (this.person === person) [this.isAsking, this.isSlow] = [false, false];
  }

  forget(): void {
    this.person += 1;
    this.visit = null;
    this.unanswered = null;
    [this.isAsking, this.isSlow, this.isUnanswered, this.refusal] = [false, false, false, ''];
  }

  /** What was refused may be wished otherwise. */
  calm(): void {
    [this.isUnanswered, this.refusal] = [false, ''];
  }

  /** The same wish that had no answer, in the words in which it was first sent. */
  private askedAlready({ services, priority }: Wish): { wish: Wish; key: string } | null {
    const last = this.unanswered;
    const isSame = last?.wish.priority === priority && last?.wish.services.join() === services.join();
    return isSame ? last : null;
  }

  private async ask(wish: Wish, key: string, person: number): Promise<void> {
    const until = performance.now() + patience;
    for (;;) {
      const answer = await takeNumber(this.mall, wish, key);
      if (this.person !== person) return;
      if (answer.is === 'taken') this.visit = answer.visit;
      if (answer.is === 'refused') {
        this.unanswered = null;
        this.refusal = answer.problem.detail;
        this.isForbidden = answer.problem.status === 401 || answer.problem.status === 403;
      }
      if (answer.is !== 'unanswered') return;
      if (performance.now() + between > until) {
        this.isUnanswered = true;
        return;
      }
      await wait(between);
    }
  }
}
