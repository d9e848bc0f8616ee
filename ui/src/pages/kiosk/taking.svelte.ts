import { freshKey, type Problem, type Schemas } from '#api/client';
import { giveBack, takeNumber, type Visit } from '#api/kiosk.svelte';

type Wish = Schemas['NewVisit'];

const slowAfter = 1_000;
const patience = 25_000;
const between = 2_000;

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks again as long as there is no answer and somebody waits for it; null when there was none. */
const answered = async <Answer extends { readonly is: string }>(
  ask: () => Promise<Answer>,
  isOver: () => boolean,
): Promise<Exclude<Answer, { readonly is: 'unanswered' }> | null> => {
  for (;;) {
    const answer = await ask();
    if (answer.is !== 'unanswered') return answer as Exclude<Answer, { readonly is: 'unanswered' }>;
    if (isOver()) return null;
    await wait(between);
  }
};

interface Press {
  readonly wish: Wish;
  readonly key: string;
}

const isSame = (one: Wish, other: Wish): boolean =>
  one.priority === other.priority && one.services.join() === other.services.join();

/**
 * A press for a number until its answer: one press, one key, however often it is asked. Who changes
 * their mind after a press without an answer still gets one number, that of the last choice.
 */
export class Taking {
  visit = $state.raw<Visit | null>(null);
  isAsking = $state(false);
  isSlow = $state(false);
  refusal = $state(''); // What the server said against it, in words.
  isUnanswered = $state(false);
  isForbidden = $state(false);
  private unanswered: Press | null = null;
  private person = 0; // An answer that comes after its person has gone is shown to nobody.

  constructor(private readonly mall: string) {}

  async take(wish: Wish): Promise<void> {
    if (this.isAsking || this.visit !== null) return;
    const person = this.person;
    [this.isAsking, this.isUnanswered, this.refusal] = [true, false, ''];
    const slow = setTimeout(() => (this.isSlow = this.person === person), slowAfter);
    const until = performance.now() + patience;
    await this.ask(wish, () => this.person !== person || performance.now() + between > until);
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

  private async ask(wish: Wish, isOver: () => boolean): Promise<void> {
    const person = this.person;
    if (this.unanswered !== null && !isSame(this.unanswered.wish, wish)) {
      const isSettled = await this.settle(this.unanswered, isOver);
      if (this.person !== person) return;
      if (!isSettled) {
        this.isUnanswered = true;
        return;
      }
    }
    // The same wish goes in the words in which it was first sent.
    const press = (this.unanswered ??= { wish, key: freshKey() });
    const answer = await answered(() => takeNumber(this.mall, press.wish, press.key), isOver);
    if (this.person !== person) return;
    if (answer === null) this.isUnanswered = true;
    else if (answer.is === 'taken') this.visit = answer.visit;
    else this.refuse(answer.problem);
  }

  /** Finds out what became of a press whose choice was changed, and gives its number back. */
  private async settle({ wish, key }: Press, isOver: () => boolean): Promise<boolean> {
    const answer = await answered(() => takeNumber(this.mall, wish, key), isOver);
    if (answer === null) return false;
    if (answer.is === 'taken') {
      const given = await answered(() => giveBack(answer.visit.code), isOver);
      if (given === null) return false;
    }
    this.unanswered = null;
    return true;
  }

  private refuse(problem: Problem): void {
    this.unanswered = null;
    this.refusal = problem.detail;
    this.isForbidden = problem.status === 401 || problem.status === 403;
  }
}
