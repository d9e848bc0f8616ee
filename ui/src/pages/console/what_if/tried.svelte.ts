import { nothingTried, type Tried } from '#model/tried_changes';

/** What is being tried, control by control. */
export class Trying {
  tried = $state.raw<Tried>(nothingTried);

  constructor(private readonly onChange: () => void) {}

  set(change: Partial<Tried>): void {
    this.tried = { ...this.tried, ...change };
    this.onChange();
  }

  setClerks(agency: string, clerks: number | null): void {
    const others = this.tried.clerks.filter((one) => one.agency !== agency);
    this.set({ clerks: clerks === null ? others : [...others, { agency, clerks }] });
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
