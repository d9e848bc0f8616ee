import { untrack } from 'svelte';
import { type Forecast, readForecast } from '#api/planning';

const every = 30_000;
const retrying = 3_000; // The first of a day takes longer than an answer may.

/** The forecast, asked for anew twice a minute and whenever the page is looked at again. */
export class Forecasting {
  forecast = $state.raw<Forecast | null>(null);
  isAsking = $state(false);
  isLost = $state(false);
  private isOver = false;
  private due: ReturnType<typeof setTimeout> | undefined;

  /** To be made while a component begins; ends with it. */
  constructor(private readonly mall: string) {
    $effect(() => {
      const seen = (): void => {
        if (document.visibilityState === 'visible') void this.ask();
      };
      const timer = setInterval(seen, every);
      document.addEventListener('visibilitychange', seen);
      untrack(() => void this.ask());
      return () => {
        this.isOver = true;
        clearInterval(timer);
        clearTimeout(this.due);
        document.removeEventListener('visibilitychange', seen);
      };
    });
  }

  async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    const answer = await readForecast(this.mall);
    this.isAsking = false;
    this.isLost = answer.is !== 'done';
    if (answer.is === 'done') this.forecast = answer.data;
    if (answer.is !== 'unanswered' || this.isOver) return;
    clearTimeout(this.due);
    this.due = setTimeout(() => void this.ask(), retrying);
  }
}
