import { freshKey } from '#api/client';
import { confirmPrint, type Print, printTicket, readPrint } from '#api/printing';
import { type Paper, paperOf } from '#model/printing';

const between = 600;
const patience = 25_000; // Then a person knows better than the server.

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A ticket on paper, from the press until somebody has it. */
export class Printing {
  printer: string | null = $state(null); // None: this screen does not print.
  paper = $state.raw<Paper>({ is: 'none' });
  private print: Print | null = null;
  private turn = 0; // What comes after the next ticket was begun is shown to nobody.

  constructor(private readonly mall: string) {}

  /** Prints the ticket of a visit, and follows what becomes of it. */
  async begin(code: string, copy = false): Promise<void> {
    const { printer } = this;
    if (printer === null || this.paper.is === 'printing') return;
    this.turn += 1;
    const mine = this.turn;
    this.print = null;
    this.paper = { is: 'printing' };
    const paper = await this.printed({ mall: this.mall, code, printer, copy }, mine);
    if (this.turn === mine) this.paper = paper;
  }

  /** Whoever stands there says whether it came out; if not, it is printed again. */
  async say(cameOut: boolean, code: string): Promise<void> {
    const id = this.print?.id;
    this.paper = { is: cameOut ? 'out' : 'none' };
    if (id !== undefined) void confirmPrint(this.mall, id, cameOut, freshKey());
    if (!cameOut) await this.begin(code, true);
  }

  forget(): void {
    this.turn += 1;
    this.print = null;
    this.paper = { is: 'none' };
  }

  private async printed(wish: { mall: string; code: string; printer: string; copy: boolean }, mine: number): Promise<Paper> {
    const until = performance.now() + patience;
    const key = freshKey();
    let asked = await printTicket(wish, key);
    while (asked.is === 'unanswered' && this.turn === mine && performance.now() < until) {
      await wait(between);
      asked = await printTicket(wish, key);
    }
    if (asked.is !== 'done') return { is: 'stuck', why: 'not_ready' };
    const { id } = asked.data;
    if (this.turn === mine) this.print = asked.data;
    while (this.turn === mine && performance.now() < until) {
      const now = await readPrint(this.mall, id);
      if (now.is === 'refused') return paperOf(null);
      if (now.is === 'done' && paperOf(now.data).is !== 'printing') return paperOf(now.data);
      await wait(between);
    }
    return { is: 'asked' };
  }
}
