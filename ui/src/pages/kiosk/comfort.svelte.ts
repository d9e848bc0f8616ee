/** How a person wants to see the kiosk; put back for the next one. */
export class Comfort {
  double = $state(false); // Text twice as large.
  dark = $state(false); // Light letters on dark ground.
  low = $state(false); // All targets in the lower half.

  get isChanged(): boolean {
    return this.double || this.dark || this.low;
  }

  restore(): void {
    [this.double, this.dark, this.low] = [false, false, false];
  }
}
