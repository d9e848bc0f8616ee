import { Helping } from '../helping.svelte';
import { CounterActs } from '../counter_acts.svelte';
import { RoomActs } from './room_acts.svelte';

/** All that the manager can do from this screen. */
export class HallActs {
  said = $state(''); // What became of the last act.
  readonly counters: CounterActs;
  readonly help: Helping;
  readonly room: RoomActs;

  constructor(mall: string, onDone: () => void) {
    const say = (words: string): void => void (this.said = words);
    this.counters = new CounterActs(mall, say, onDone);
    this.help = new Helping(mall, say, onDone);
    this.room = new RoomActs(mall, say, onDone);
  }

  get isBusy(): boolean {
    return this.counters.busy !== null || this.help.busy !== null || this.room.busy !== null;
  }
}
