import { freshKey } from '#api/client';
import { isTokenGiven, keepInTab, keepOnComputer } from '#api/credentials';
import type { Counter } from '#api/counter';
import { type Lock, lockFor, lockIn, tried } from '#model/counter_lock';
import { stageOf } from '#model/counter';
import { ofTab } from './memory';

/**
 * The lock of a paused counter's screen. While it is shut the token is in this tab alone: whoever closes
 * the tab needs a ready link, and with that the screen is open.
 */
export class ScreenLock {
  private lock: Lock | null = $state.raw(null);
  private readonly memory = ofTab('gerai-lock');

  constructor() {
    this.lock = lockIn(this.memory.read());
    if (isTokenGiven()) this.write(null);
  }

  get isShut(): boolean {
    return this.lock?.isShut ?? false;
  }

  /** The clerk goes on a pause, which may begin only after the visitor in hand. */
  prepare(pin: string): void {
    this.write(lockFor(pin, freshKey()));
  }

  /** No pause comes of it. */
  drop(): void {
    if (!this.isShut) this.write(null);
  }

  /** Shuts when the pause begins. `isMine`: the counter is this screen's; then its manager opens it too. */
  look(counter: Counter, isMine: boolean): void {
    if (this.lock === null) return;
    if (!this.isShut && stageOf(counter) === 'paused') {
      this.write({ ...this.lock, isShut: true });
      keepInTab();
    } else if (this.isShut && isMine && counter.state === 'open') this.open();
  }

  try(pin: string): 'open' | 'wrong' | 'too_soon' {
    if (this.lock === null) return 'open';
    const outcome = tried(this.lock, pin, Date.now());
    if (outcome.is === 'open') this.open();
    else this.write(outcome.lock);
    return outcome.is;
  }

  private open(): void {
    this.write(null);
    keepOnComputer();
  }

  private write(lock: Lock | null): void {
    this.lock = lock;
    this.memory.write(lock === null ? null : JSON.stringify(lock));
  }
}
