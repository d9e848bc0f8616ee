import { type Forecast, readForecast } from '#api/planning';

const every = 60_000;

/** The forecast, asked for anew each minute and whenever the page is looked at again. */
export class Forecasting {
  forecast = $state.raw<Forecast | null>(null);
  isAsking = $state(false);
  isLost = $state(false);

  /** To be made while a component begins; ends with it. */
  constructor(private readonly mall: string) {
    $effect(() => {
      const seen = (): void => {
        if (document.visibilityState === 'visible') void this.ask();
      };
      const timer = setInterval(seen, every);
      document.addEventListener('visibilitychange', seen);
      void this.ask();
      return () => {
        clearInterval(timer);
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
  }
}
