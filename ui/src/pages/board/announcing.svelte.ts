import { type Announcement, announcementsAfter, heard, report, type SoundState } from '#api/announcements';
import type { StreamEvent } from '#api/frames';
import { reporting } from '#api/presence';
import { type Played, Player } from '#api/sound';
import { between, type Moment, thisMoment } from '#base/moments';
import { type Announcer, nextOf, silentAnnouncer, takenBack, told } from '#model/announcer';

const afterChime = 500;
const betweenTimes = 4_000;
const shownLeast = 15_000; // A call stays so long where no voice says when it is over,
const shownCrowded = 8_000; // and so long while others wait.
const absent = 3 * reporting; // Who has asked for nothing so long has slept.
const retrying = 2_000;
const triesMost = 3; // A sound that did not come is asked for again before its call counts as not said.

const place = (): string => `gerai-said ${location.pathname}`;

/** A page that is loaded anew says nothing again. Without storage it may, for 20 seconds. */
const recall = (): string | null => {
  try {
    return sessionStorage.getItem(place());
  } catch {
    return null;
  }
};

const keep = (id: string): void => {
  try {
    sessionStorage.setItem(place(), id);
  } catch {
    return;
  }
};

/** A sound that failed says nothing for the loudspeaker; it is tried again. */
const soundAfter: Readonly<Record<Played, SoundState>> = { played: 'on', blocked: 'blocked', failed: 'none' };

export interface Scope {
  readonly mall: string;
  readonly zone: string;
  readonly rate: () => number;
}

/**
 * What a board says, one call after the other. Every board goes through the calls in their order and
 * shows each in large; the one that speaks for its zone says them too, and tells the server which.
 */
export class Announcing {
  current = $state<Announcement | null>(null);
  sound = $state<SoundState>('none');
  isSaying = $state(false);
  private speaks = false;
  private announcer: Announcer<Announcement> = silentAnnouncer;
  private last = recall(); // The id up to which everything was told.
  private comesBack = true;
  private isBehind = false; // What it shows in large was called before a gap.
  private asked: Moment = thisMoment(); // When what was new was last told.
  private chime: string | null = null;
  private asking: Promise<void> | null = null;
  private stopped = false;
  private readonly player = new Player();
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly scope: Scope) {
    this.timer = setInterval(() => void this.keepUp(), reporting);
    void this.begin();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    this.player.stop();
  }

  /** Told of every event of the board's stream. */
  note(event: StreamEvent): void {
    if (event.name === 'undone') {
      const { act, number } = JSON.parse(event.data) as { act?: string; number?: string };
      if (act === 'call' && number !== undefined) this.announcer = takenBack(this.announcer, number);
    }
    if (event.name === 'called' || event.name === 'recalled') void this.ask();
  }

  /** The link was away: what was called meanwhile may be too old to be said. */
  noteGap(): void {
    this.comesBack = true;
  }

  /** Somebody touched the screen: the browser lets it sound from now on. */
  async touched(): Promise<void> {
    if (this.sound !== 'blocked' || this.chime === null) return;
    await this.hearWhether(await this.player.play(this.chime, 1));
  }

  private async begin(): Promise<void> {
    await this.ask();
    if (this.chime !== null) await this.hearWhether(await this.player.mayPlay(this.chime));
    else await this.tell();
  }

  private async hearWhether(played: Played): Promise<void> {
    this.sound = soundAfter[played];
    await this.tell();
  }

  private async keepUp(): Promise<void> {
    if (this.sound === 'none' && this.chime !== null) return this.begin();
    await this.tell();
    await this.ask();
  }

  private async tell(): Promise<void> {
    const { mall, zone } = this.scope;
    const duty = await report(mall, { sound: this.sound, zone });
    if (duty === null) return;
    this.speaks = duty.speaks;
  }

  /** Asks for what is new; one that asks meanwhile is answered by the next asking. */
  private async ask(): Promise<void> {
    if (this.asking !== null) {
      await this.asking;
      if (this.asking !== null) return this.asking;
    }
    this.asking = this.fetchNew().finally(() => (this.asking = null));
    return this.asking;
  }

  private async fetchNew(): Promise<void> {
    const { mall, zone } = this.scope;
    const list = await announcementsAfter(mall, zone, this.last);
    if (list === null) return;
    this.chime = list.chime_url;
    const moment = thisMoment();
    this.comesBack ||= between(this.asked, moment) > absent;
    this.announcer = told(this.announcer, list.announcements, this.comesBack, Date.parse(list.now));
    this.isBehind ||= this.comesBack;
    this.asked = moment;
    this.comesBack = false;
    this.last = list.last ?? this.last;
    void this.sayAll();
  }

  private async sayAll(): Promise<void> {
    if (this.isSaying) return;
    this.isSaying = true;
    for (let next = nextOf(this.announcer); next !== null && !this.stopped; next = nextOf(this.announcer)) {
      this.announcer = next.rest;
      this.current = next.call;
      this.isBehind = false;
      await this.say(next.call, next.times);
    }
    if (this.isBehind) this.current = null; // Others were called meanwhile.
    this.isBehind = false;
    this.isSaying = false;
  }

  private async say(call: Announcement, times: 1 | 2): Promise<void> {
    for (let tries = 0; tries < triesMost && this.speaks && this.sound === 'on' && !this.stopped; tries += 1) {
      if (await this.speak(call, times)) return;
      await this.wait(retrying);
    }
    await this.pause(this.announcer.waiting.length > 0 ? shownCrowded : shownLeast);
  }

  /** Chime, the sentence, which then counts as heard, and the sentence again; whether it was heard. */
  private async speak(call: Announcement, times: 1 | 2): Promise<boolean> {
    if (this.chime !== null && !(await this.sounds(this.chime))) return false;
    await this.pause(afterChime);
    if (!(await this.sounds(call.audio_url))) return false;
    this.acknowledge(call.id);
    if (times === 2) {
      await this.pause(betweenTimes);
      await this.sounds(call.repeat_url);
    }
    return true;
  }

  private async sounds(url: string): Promise<boolean> {
    const played = await this.player.play(url, this.scope.rate());
    if (played === 'blocked') await this.hearWhether(played);
    return played === 'played';
  }

  private acknowledge(id: string): void {
    keep(id);
    void (async () => {
      while (!this.stopped && !(await heard(this.scope.mall, id))) await this.wait(retrying);
    })();
  }

  /** So many milliseconds on the hall's clock. */
  private pause(milliseconds: number): Promise<void> {
    return this.wait(milliseconds / Math.max(this.scope.rate(), 1));
  }

  private wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
