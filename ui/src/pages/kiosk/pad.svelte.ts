import { boxTowards, type Direction, isWhole, padAct, typed } from '#model/keypad';
import { seenIn, tilesIn } from './sayings';

const waiting = 1_500; // For a further figure.

/** What the page does when the pad asks for it. */
export interface PadHandlers {
  back(): void;
  guide(): void;
  louder(): void;
  quieter(): void;
  turnLevel(): void; // A nought of its own: a keypad of twelve keys has no other for it.
}

/** The keypad: figures choose the numbered tiles that are seen, and arrows go from target to target. */
export class Pad {
  isUsed = $state(false); // From the first key on the tiles show their numbers.
  figures = $state('');
  private due: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly handlers: PadHandlers) {}

  readonly hear = (event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && this.figures !== '') {
      event.preventDefault();
      this.choose();
      return;
    }
    const act = padAct(event.key);
    if (act === null || (isWriting() && act.does !== 'back' && event.key.length === 1)) return;
    event.preventDefault();
    if (act.does === 'guide') {
      this.isUsed = true;
      this.handlers.guide();
    } else if (act.does === 'louder') this.handlers.louder();
    else if (act.does === 'quieter') this.handlers.quieter();
    else if (act.does === 'back') this.handlers.back();
    else if (act.does === 'move') moveFocus(act.to);
    else this.type(act.digit);
  };

  rest(): void {
    this.isUsed = false;
    this.clear();
  }

  private type(digit: string): void {
    if (digit === '0' && this.figures === '') {
      this.handlers.turnLevel();
      return;
    }
    if (!this.isUsed) {
      this.isUsed = true; // Nobody could know the numbers before.
      return;
    }
    const count = tiles().length;
    this.figures = typed(this.figures, digit, count);
    if (this.due !== null) clearTimeout(this.due);
    if (this.figures === '') return;
    if (isWhole(this.figures, count)) this.choose();
    else this.due = setTimeout(() => this.choose(), waiting);
  }

  private choose(): void {
    const tile = tiles()[Number(this.figures) - 1];
    this.clear();
    tile?.click();
  }

  private clear(): void {
    if (this.due !== null) clearTimeout(this.due);
    this.due = null;
    this.figures = '';
  }
}

const isWriting = (): boolean => document.activeElement instanceof HTMLInputElement;

const tiles = (): HTMLElement[] => tilesIn(document);

const targets = (): HTMLElement[] => seenIn(document, 'button:enabled, input:enabled');

const moveFocus = (direction: Direction): void => {
  const all = targets();
  const at = all.findIndex((one) => one === document.activeElement);
  if (at < 0) {
    all[0]?.focus();
    return;
  }
  const boxes = all.map((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  const from = boxes[at];
  const to = from === undefined ? null : boxTowards(boxes, from, direction);
  if (to !== null) all[to]?.focus();
};
