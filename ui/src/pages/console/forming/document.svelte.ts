import { type Forming, readForming, replaceForming } from '#api/forming';
import { type Changes, changesBetween, type Edit, edited, faultsIn, placeOf, touches } from '#model/forming';

/** What became of a change. */
export type Saved =
  | { readonly is: 'saved'; readonly others: Changes } // And what others changed meanwhile; it is all there.
  | { readonly is: 'wrong'; readonly faults: ReadonlyMap<string, string> } // By the place in the entry; '' for the rest.
  | { readonly is: 'overtaken' } // Somebody else changed the same entry: theirs is shown now, and nothing was sent over it.
  | { readonly is: 'unanswered' };

const nothing: Changes = { stages: [], agreements: [] };
const tries = 3;

/** The document on the forming of a mall as the server has it. */
export class FormingDocument {
  now = $state<Forming | null>(null);
  isLost = $state(false); // The last time it was asked for nobody answered.
  status = $state(0); // Of a refusal to read it.
  isSaving = $state(false);

  constructor(private readonly mall: string) {
    void this.load();
  }

  async load(): Promise<void> {
    const answer = await readForming(this.mall);
    this.isLost = answer.is === 'unanswered';
    this.status = answer.is === 'refused' ? answer.problem.status : 0;
    if (answer.is === 'done') this.now = answer.data;
  }

  async save(edit: Edit): Promise<Saved> {
    this.isSaving = true;
    try {
      return await this.send(edit, nothing, tries);
    } finally {
      this.isSaving = false;
    }
  }

  /** Sends the edit; where only other entries were changed meanwhile, once more on the newest document. */
  private async send(edit: Edit, others: Changes, left: number): Promise<Saved> {
    const base = this.now;
    if (base === null || left === 0) return { is: 'unanswered' };
    const wish = edited(base, edit);
    const answer = await replaceForming(this.mall, wish);
    if (answer.is === 'unanswered') return answer;
    if (answer.is === 'done') {
      this.now = answer.data;
      return { is: 'saved', others };
    }
    const { problem } = answer;
    if (problem.status !== 409) {
      const errors = problem.errors ?? [{ pointer: '', detail: problem.detail }];
      return { is: 'wrong', faults: faultsIn(errors, placeOf(wish, edit)) };
    }
    await this.load();
    if (this.now === null || this.isLost) return { is: 'unanswered' };
    const changes = changesBetween(base, this.now);
    if (touches(changes, edit)) return { is: 'overtaken' };
    return this.send(edit, changes, left - 1);
  }
}
