import { keepPrinter, type Printer, printerSetUp, readPrinters } from '#api/printing';
import { printerOf } from '#model/printing';
import { Printing } from '../printing.svelte';

const asking = 10_000;
const first = 1_500; // Whoever looks has the printers asked; the answers are there a moment later.

/** The printers of the mall as they were last seen, and the one on which this desk prints. */
export class PrintersSeen {
  list = $state.raw<readonly Printer[]>([]);
  readonly printing: Printing;

  /** To be made while a component begins; ends with it. */
  constructor(private readonly mall: string) {
    this.printing = new Printing(mall);
    $effect(() => {
      void this.look();
      const soon = setTimeout(() => void this.look(), first);
      const again = setInterval(() => void this.look(), asking);
      return () => {
        clearTimeout(soon);
        clearInterval(again);
      };
    });
  }

  choose(id: string): void {
    keepPrinter(id);
    this.printing.printer = id;
  }

  private async look(): Promise<void> {
    this.list = await readPrinters(this.mall);
    this.printing.printer = printerOf(printerSetUp(), this.list) ?? this.list[0]?.id ?? null;
  }
}
