import type { Answer } from '#api/acts';
import { freshKey } from '#api/client';
import { forgetDevice, type NewNotice, type Notice, postNotice, withdrawNotice } from '#api/room';
import * as text from '#generated/messages';

/** What the manager does with notices and devices, one at a time. */
export class RoomActs {
  busy: string | null = $state(null); // What waits for its answer: a notice, a device, or `post`.
  private kept: { readonly wish: string; readonly key: string } | null = null;

  constructor(
    private readonly mall: string,
    private readonly say: (words: string) => void, // What became of the last act.
    private readonly onDone: () => void,
  ) {}

  /** Whether it is on the boards now. Sent again before it was answered it is the same notice. */
  async post(notice: NewNotice): Promise<boolean> {
    const wish = JSON.stringify(notice);
    const key = this.kept?.wish === wish ? this.kept.key : freshKey();
    this.kept = { wish, key };
    const isDone = await this.act<Notice>('post', postNotice(this.mall, notice, key), text.hall_notice_posted());
    if (isDone) this.kept = null;
    return isDone;
  }

  async withdraw(id: string): Promise<void> {
    if (this.busy === null) await this.act(id, withdrawNotice(this.mall, id), text.hall_notice_withdrawn());
  }

  async forget(device: string): Promise<void> {
    if (this.busy === null) {
      await this.act(device, forgetDevice(this.mall, device), text.hall_device_forgotten({ device }));
    }
  }

  private async act<Data>(what: string, sending: Promise<Answer<Data>>, done: string): Promise<boolean> {
    this.busy = what;
    this.say('');
    const answer = await sending;
    this.busy = null;
    if (answer.is === 'done') this.say(done);
    else this.say(answer.is === 'refused' ? answer.problem.detail : text.state_unanswered());
    if (answer.is !== 'unanswered') this.onDone();
    return answer.is === 'done';
  }
}
