import { freshKey } from '#api/client';
import { giveHelp } from '#api/room';
import * as text from '#generated/messages';

/** Says of requests for a person that somebody came, one at a time. */
export class Helping {
  busy: string | null = $state(null); // The request that waits for its answer.
  private kept: { readonly id: string; readonly key: string } | null = null;

  constructor(
    private readonly mall: string,
    private readonly say: (words: string) => void, // What became of the last act.
    private readonly onDone: () => void,
  ) {}

  /** Pressed again before it was answered it carries the same key. */
  async give(id: string, place: string): Promise<void> {
    if (this.busy !== null) return;
    const key = this.kept?.id === id ? this.kept.key : freshKey();
    this.kept = { id, key };
    this.busy = id;
    this.say('');
    const answer = await giveHelp(this.mall, id, key);
    this.busy = null;
    if (answer.is === 'unanswered') {
      this.say(text.state_unanswered());
      return;
    }
    this.kept = null;
    this.say(answer.is === 'refused' ? answer.problem.detail : text.help_thanks({ place }));
    this.onDone();
  }
}
