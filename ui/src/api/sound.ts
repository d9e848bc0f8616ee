/** What became of a sound. Blocked: the browser wants to be touched first. */
export type Played = 'played' | 'blocked' | 'failed';

const rateMost = 16; // Browsers play no faster.
const patience = 30_000; // No sound of ours lasts so long.

/** Plays one sound after the other through one audio element of the page. */
export class Player {
  private readonly element = document.createElement('audio');

  constructor() {
    this.element.preload = 'auto';
    this.element.hidden = true;
    document.body.append(this.element);
  }

  /** Plays a sound to its end, `rate` times as fast, as loud as `volume` from 0 to 1 says. */
  async play(url: string, rate: number, volume = 1): Promise<Played> {
    return this.sound(url, rate, volume);
  }

  /** How loud what is playing goes on. */
  turn(volume: number): void {
    this.element.volume = volume;
  }

  /** Whether a sound would be heard now: plays one that is not. */
  async mayPlay(url: string): Promise<Played> {
    return this.sound(url, rateMost, 0);
  }

  private async sound(url: string, rate: number, volume: number): Promise<Played> {
    const { element } = this;
    element.src = url;
    element.volume = volume;
    element.playbackRate = Math.min(rate, rateMost);
    const ended = this.end();
    try {
      await element.play();
    } catch (error) {
      return error instanceof DOMException && error.name === 'NotAllowedError' ? 'blocked' : 'failed';
    }
    return ended;
  }

  private end(): Promise<Played> {
    return new Promise((resolve) => {
      const { element } = this;
      const stop = new AbortController();
      const settle = (played: Played) => () => {
        stop.abort();
        clearTimeout(late);
        resolve(played);
      };
      const late = setTimeout(settle('failed'), patience);
      element.addEventListener('ended', settle('played'), { signal: stop.signal });
      element.addEventListener('error', settle('failed'), { signal: stop.signal });
    });
  }

  /** Ends what is playing; it counts as failed. */
  silence(): void {
    this.element.pause();
    this.element.dispatchEvent(new Event('error'));
  }

  stop(): void {
    this.silence();
    this.element.remove();
  }
}
