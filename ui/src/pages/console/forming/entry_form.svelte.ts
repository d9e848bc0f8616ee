import type { Changes, Edit } from '#model/forming';
import * as text from '#generated/messages';
import type { FormingDocument } from './document.svelte';
import { type Names, othersWord } from './words';

/** One entry on its way to the server: its faults by their places in it, and what is to be said of it. */
export class EntryForm {
  faults = $state<ReadonlyMap<string, string>>(new Map());
  said = $state(''); // Above the form.

  constructor(
    private readonly document: FormingDocument,
    private readonly names: Names,
  ) {}

  readonly fault = (place: string): string => this.faults.get(place) ?? '';

  /** The first fault of a list, whichever item it is of. */
  readonly faultUnder = (list: string): string =>
    [...this.faults].find(([place]) => place === list || place.startsWith(`${list}/`))?.[1] ?? '';

  /** Sends it; what is to be told once the form is closed, or null while it stays open. */
  async send(edit: Edit): Promise<string | null> {
    if (this.document.isSaving) return null;
    this.faults = new Map();
    this.said = '';
    const saved = await this.document.save(edit);
    switch (saved.is) {
      case 'saved':
        return this.withOthers(text.forming_saved(), saved.others);
      case 'wrong':
        this.faults = saved.faults;
        this.said = saved.faults.get('') ?? text.forming_see_faults();
        return null;
      case 'overtaken':
        this.said = text.forming_overtaken();
        return null;
      case 'busy':
        this.said = this.withOthers(text.forming_busy(), saved.others);
        return null;
      case 'unanswered':
        this.said = text.forming_unanswered();
        return null;
    }
  }

  private withOthers(words: string, changes: Changes): string {
    const forming = this.document.now;
    const others = forming === null ? '' : othersWord(changes, forming, this.names);
    return others === '' ? words : `${words} ${others}`;
  }
}

/** Puts the keyboard into the first field that is wrong; where none is, what is told comes into sight. */
export const focusFault = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => {
    const field = form.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field !== null) field.focus();
    else form.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  });
};
