import { type Idle, idleAfter, type Patience } from '#model/idle';

const here: Idle = { is: 'here' };

/** Watches whether anybody touches the screen. */
export class Stillness {
  idle = $state.raw<Idle>(here);
  private last = performance.now();

  /** Somebody is here. */
  touch(): void {
    this.last = performance.now();
    this.idle = here;
  }

  /** Looks again; whom it waits for has gone when it says so. */
  look(patience: Patience): Idle {
    const next = idleAfter(performance.now() - this.last, patience);
    if (JSON.stringify(next) !== JSON.stringify(this.idle)) this.idle = next;
    return next;
  }
}
