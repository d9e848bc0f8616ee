import { type Forming, readForming, replaceForming } from '#api/forming';
import { type Changes, changesBetween, type Edit, edited, faultsIn, placeOf, touches } from '#model/forming';

/** What became of a change. */
export type Saved =
  | { readonly is: 'saved'; readonly others: Changes } // And what others changed meanwhile; it is all there.
  | { readonly is: 'wrong'; readonly faults: ReadonlyMap<string, string> } // By the place in the entry; '' for the rest.
  | { readonly is: 'overtaken' } // Somebody else changed the same entry: theirs is shown now, and nothing was sent over it.
  | { readonly is: 'busy'; readonly others: Changes } // Others changed other entries each time before it came.
  | { readonly is: 'unanswered' };

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
    if (this.now === null) return { is: 'unanswered' };
    this.isSaving = true;
    try {
      return await this.send(edit, this.now, this.now, tries);
    } finally {
      this.isSaving = false;
    }
  }

  /** Sends the edit upon `base`; where only other entries were changed since `seen`, once more on the newest document. */
  private async send(edit: Edit, seen: Forming, base: Forming, left: number): Promise<Saved> {
    const wish = edited(base, edit);
    const answer = await replaceForming(this.mall, wish);
    if (answer.is === 'unanswered') return answer;
    if (answer.is === 'done') {
      this.now = answer.data;
      return { is: 'saved', others: changesBetween(seen, base) };
    }
    const { problem } = answer;
    if (problem.status !== 409) {
      const errors = problem.errors ?? [{ pointer: '', detail: problem.detail }];
      return { is: 'wrong', faults: faultsIn(errors, placeOf(wish, edit)) };
    }
    await this.load();
    if (this.now === null || this.isLost) return { is: 'unanswered' };
    const others = changesBetween(seen, this.now);
    if (touches(others, edit)) return { is: 'overtaken' };
    return left === 1 ? { is: 'busy', others } : this.send(edit, seen, this.now, left - 1);
  }
}
