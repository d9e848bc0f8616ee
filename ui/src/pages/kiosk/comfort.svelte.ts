/** How a person wants to see the kiosk; put back for the next one. */
export class Comfort {
  double = $state(false); // Text twice as large.
  dark = $state(false); // Light letters on dark ground.
  low = $state(false); // All targets in the lower half.

  get isChanged(): boolean {
    return this.double || this.dark || this.low;
  }

  /** Dresses the page so; `hasNumbers`: its tiles show the figures that choose them. */
  dress({ dataset }: HTMLElement, hasNumbers: boolean): void {
    dataset['look'] = this.dark ? 'board' : 'kiosk';
    for (const [name, isOn] of [['double', this.double], ['low', this.low], ['pad', hasNumbers]] as const) {
      if (isOn) dataset[name] = '';
      else delete dataset[name];
    }
  }

  restore(): void {
    [this.double, this.dark, this.low] = [false, false, false];
  }
}
