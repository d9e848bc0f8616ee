import { freshKey } from '#api/client';
import { actAtCounter, type CounterAct } from '#api/hall';
import * as text from '#generated/messages';

/** Opens and closes counters, one at a time. */
export class CounterActs {
  busy: number | null = $state(null); // The counter that waits for its answer.
  private kept: { readonly what: string; readonly key: string } | null = null;

  constructor(
    private readonly mall: string,
    private readonly say: (words: string) => void, // What became of the last act.
    private readonly onDone: () => void,
  ) {}

  /** The same act pressed again before it was answered carries the same key and happens once. */
  async act(counter: number, act: CounterAct): Promise<void> {
    if (this.busy !== null) return;
    const what = `${act} ${counter}`;
    const key = this.kept?.what === what ? this.kept.key : freshKey();
    this.kept = { what, key };
    this.busy = counter;
    this.say('');
    const answer = await actAtCounter(this.mall, counter, act, key);
    this.busy = null;
    if (answer.is === 'unanswered') {
      this.say(text.state_unanswered());
      return;
    }
    this.kept = null;
    this.say(answer.is === 'refused' ? answer.problem.detail : wordOf(answer.data.state, counter));
    this.onDone();
  }
}

const wordOf = (state: string, counter: number): string => {
  if (state === 'open') return text.hall_opened({ counter });
  return state === 'closed' ? text.hall_closed({ counter }) : text.hall_closing({ counter });
};
