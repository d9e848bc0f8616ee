import { freshKey } from '#api/client';
import { issue, type NewVisit, type Visit } from '#api/door';
import { paperTime, timeTyped } from '#model/door';
import * as text from '#generated/messages';

/** What stands on a paper of the emergency roll. */
export interface Paper {
  number: string;
  time: string;
  reason: string;
}

export const reasons = ['kiosk', 'network', 'power', 'other'] as const;

const noPaper = (): Paper => ({ number: '', time: '', reason: reasons[0] });

/** The number that is being given out: what was chosen for it, and what became of it. */
export class Issuing {
  chosen: string[] = $state([]);
  priority = $state('none');
  isPaper = $state(false);
  paper: Paper = $state(noPaper());
  isBusy = $state(false);
  fault = $state('');
  issued: Visit | null = $state.raw(null);
  private kept: { readonly wish: string; readonly key: string } | null = null;

  constructor(
    private readonly mall: string,
    private readonly onDone: () => void,
  ) {}

  toggle(service: string): void {
    this.issued = null;
    this.fault = '';
    this.chosen = this.chosen.includes(service)
      ? this.chosen.filter((one) => one !== service)
      : [...this.chosen, service];
  }

  fromPaper(number: string): void {
    this.issued = null;
    this.isPaper = true;
    this.paper = { ...this.paper, number };
  }

  startOver(): void {
    [this.chosen, this.priority, this.isPaper, this.paper] = [[], 'none', false, noPaper()];
    [this.fault, this.issued, this.kept] = ['', null, null];
  }

  /** The same wish sent again before it was answered carries the same key: one number, not two. */
  async send(date: string, now: string, example: string): Promise<void> {
    if (this.isBusy) return;
    this.fault = this.missing(example);
    if (this.fault !== '') return;
    const wish = this.wish(date, now);
    const written = JSON.stringify(wish);
    const key = this.kept?.wish === written ? this.kept.key : freshKey();
    this.kept = { wish: written, key };
    this.isBusy = true;
    const answer = await issue(this.mall, wish, key);
    this.isBusy = false;
    if (answer.is === 'unanswered') {
      this.fault = text.state_unanswered();
      return;
    }
    this.kept = null;
    if (answer.is === 'refused') {
      this.fault = [answer.problem.detail, ...(answer.problem.errors ?? []).map(({ detail }) => detail)].join(' ');
      return;
    }
    this.startOver();
    this.issued = answer.data;
    this.onDone();
  }

  /** What is wrong with the paper's part before it is sent. */
  private missing(example: string): string {
    if (!this.isPaper) return '';
    if (this.paper.number.trim() === '') return text.door_error_number({ example });
    return timeTyped(this.paper.time) === null ? text.door_error_time() : '';
  }

  private wish(date: string, now: string): NewVisit {
    const plain = { services: [...this.chosen], priority: this.priority };
    if (!this.isPaper) return plain;
    const { number, time, reason } = this.paper;
    return { ...plain, paper_number: number.trim(), taken_at: paperTime(timeTyped(time) ?? time, date, now), reason };
  }
}
