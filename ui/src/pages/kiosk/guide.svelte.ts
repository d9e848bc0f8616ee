import { tick } from 'svelte';
import { Player } from '#api/sound';
import { type Speech, speechOf } from '#api/speech';
import { language } from '#base/language.svelte';
import { louder, quieter, turned, usual, volumeAt } from '#model/loudness';
import { sayings } from './sayings';

/** Reads the screen aloud from the first star on, for who cannot see it, until the next person comes. */
export class Guide {
  isOn = $state(false);
  level = $state(usual);
  private readonly player = new Player();
  private turn = 0; // What was begun before the last change is not gone on with.
  private isReading = false;

  constructor(private readonly mall: string) {}

  /** Begins, or reads the same once more. */
  async start(visit: string | null): Promise<void> {
    const greets = !this.isOn;
    this.isOn = true;
    await this.read(visit, greets);
  }

  /** The screen shows something else: what was being said of the last one ends. */
  async follow(visit: string | null): Promise<void> {
    if (this.isOn) await this.read(visit, false);
  }

  louder(): void {
    this.setLevel(louder(this.level), 'text.guide_louder');
  }

  quieter(): void {
    this.setLevel(quieter(this.level), 'text.guide_quieter');
  }

  /** Louder, and from the loudest back to the quietest. */
  turnLevel(): void {
    const next = turned(this.level);
    this.setLevel(next, next > this.level ? 'text.guide_louder' : 'text.guide_quieter');
  }

  rest(): void {
    this.isOn = false;
    this.level = usual;
    this.isReading = false;
    this.turn += 1;
    this.player.silence();
  }

  /** What is being said goes on at the new level; where nothing is, a word lets it be heard. */
  private setLevel(level: number, word: string): void {
    this.level = level;
    if (this.isReading) this.player.turn(volumeAt(level));
    else if (this.isOn) void this.say({ key: word }, ++this.turn);
  }

  private async read(visit: string | null, greets: boolean): Promise<void> {
    const turn = ++this.turn;
    this.isReading = true;
    this.player.silence();
    await tick();
    const all: Speech[] = [
      ...(greets ? [{ key: 'text.guide' }] : []),
      ...(visit === null ? [] : [{ visit }]),
      ...sayings(document).map((key) => ({ key })),
    ];
    for (const speech of all) {
      if (this.turn !== turn) return;
      await this.say(speech, turn);
    }
    if (this.turn === turn) this.isReading = false;
  }

  private async say(speech: Speech, turn: number): Promise<void> {
    const url = await speechOf(this.mall, speech, language());
    if (url === null) return;
    if (this.turn === turn) await this.player.play(url, 1, volumeAt(this.level));
    URL.revokeObjectURL(url);
  }
}
