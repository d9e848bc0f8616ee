const tick = 1_000;
const asking = 20_000; // Waits grow and hours pass without an event.
const patience = 300; // Nothing is shown of a wait that is shorter.

/** What a page does by time: its clock goes on, and it asks anew though nothing was told. */
export class Pace {
  moment = $state(performance.now());
  isSlow = $state(false); // Whether it is time to say that something is being loaded.

  /** To be made while a component begins; ends with it. */
  constructor(ask: () => void) {
    $effect(() => {
      const ticking = setInterval(() => (this.moment = performance.now()), tick);
      const again = setInterval(ask, asking);
      const slow = setTimeout(() => (this.isSlow = true), patience);
      return () => {
        clearInterval(ticking);
        clearInterval(again);
        clearTimeout(slow);
      };
    });
  }
}
