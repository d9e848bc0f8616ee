import { nothingTried, type Tried, type TriedClerks } from '#model/tried_changes';

/** What is being tried, control by control. */
export class Trying {
  tried = $state.raw<Tried>(nothingTried);
  date = $state(''); // Of which the days are; empty: the next on which the mall is open.

  constructor(private readonly onChange: () => void) {}

  set(change: Partial<Tried>): void {
    this.tried = { ...this.tried, ...change };
    this.onChange();
  }

  setDate(date: string): void {
    this.date = date;
    this.onChange();
  }

  /** Null: as many as the mall has. */
  setClerks(agency: string, given: Partial<TriedClerks> & { clerks: number } | null): void {
    const others = this.tried.clerks.filter((one) => one.agency !== agency);
    this.set({ clerks: given === null ? others : [...others, { from: '', to: '', ...given, agency }] });
  }

  toggle(list: 'pooled' | 'absent', agency: string, isOn: boolean): void {
    const others = this.tried[list].filter((one) => one !== agency);
    this.set({ [list]: isOn ? [...others, agency] : others });
  }

  /** As the mall is. */
  reset(): void {
    this.tried = nothingTried;
    this.onChange();
  }
}
