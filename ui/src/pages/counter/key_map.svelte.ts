import { type KeyCommand, type KeyMap, keysIn, rebound, usualKeys } from '#model/counter_keys';
import { ofComputer } from './memory';

/** The keys of this computer. */
export class Keys {
  map: KeyMap = $state.raw(usualKeys);
  private readonly memory = ofComputer('gerai-counter-keys');

  constructor() {
    this.map = keysIn(this.memory.read());
  }

  bind(command: KeyCommand, name: string): void {
    this.map = rebound(this.map, command, name);
    this.memory.write(JSON.stringify(this.map));
  }

  restore(): void {
    this.map = usualKeys;
    this.memory.write(null);
  }
}
