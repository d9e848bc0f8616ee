import { untrack } from 'svelte';
import { type CalibrationNow, readCalibration } from '#api/calibration';

/** What is in force of the mall's own days. */
export class Learned {
  now = $state.raw<CalibrationNow | null>(null);
  isLost = $state(false);
  private turn = 0; // The last answer counts.

  /** To be made while a component begins. `onfirst`: it has been read, and the server may have begun to learn by that. */
  constructor(
    private readonly mall: string,
    onfirst: () => void,
  ) {
    $effect(() => untrack(() => void this.ask().then(onfirst)));
  }

  async ask(): Promise<void> {
    const mine = ++this.turn;
    const answer = await readCalibration(this.mall);
    if (mine !== this.turn) return;
    this.isLost = answer.is !== 'done';
    if (answer.is === 'done') this.now = answer.data;
  }
}
