import { freshKey } from '#api/client';
import { actOnVisit, findVisit, type Visit, type VisitAct } from '#api/door';
import * as text from '#generated/messages';

const did = {
  cancel: text.door_did_cancel,
  rejoin: text.door_did_rejoin,
  priority: text.door_did_priority,
};

/** The visit that is looked at, and what is done with it. */
export class VisitActs {
  visit: Visit | null = $state.raw(null);
  isBusy = $state(false);
  said = $state('');
  private kept: { readonly what: string; readonly key: string } | null = null;

  constructor(
    private readonly mall: string,
    private readonly onDone: () => void,
  ) {}

  look(visit: Visit): void {
    this.visit = visit;
    this.said = '';
    this.kept = null;
  }

  close(): void {
    this.visit = null;
  }

  /** Asks for the visit anew, when something happened in the hall. */
  async refresh(): Promise<void> {
    const shown = this.visit;
    if (shown === null || this.isBusy) return;
    const answer = await findVisit(this.mall, shown.number);
    if (answer.is === 'done' && answer.data !== null && this.visit === shown) this.visit = answer.data;
  }

  /** The same act pressed again before it was answered carries the same key. */
  async act(wish: VisitAct): Promise<void> {
    const shown = this.visit;
    if (shown === null || this.isBusy) return;
    const what = JSON.stringify([shown.code, wish]);
    const key = this.kept?.what === what ? this.kept.key : freshKey();
    this.kept = { what, key };
    this.isBusy = true;
    const answer = await actOnVisit(this.mall, shown.code, wish, key);
    this.isBusy = false;
    if (answer.is === 'unanswered') {
      this.said = text.state_unanswered();
      return;
    }
    this.kept = null;
    this.said = answer.is === 'refused' ? answer.problem.detail : did[wish.act]();
    if (answer.is === 'done' && this.visit?.code === shown.code) this.visit = answer.data;
    this.onDone();
  }
}
