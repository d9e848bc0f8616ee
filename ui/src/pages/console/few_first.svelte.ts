/**
 * A list that is told by its first few until all are asked for. On paper it has no end that can be opened:
 * there all are told. To be made while a component begins.
 */
export class FewFirst<Item> {
  isAll = $state(false);
  private isOnPaper = $state(false);

  constructor(
    private readonly all: () => readonly Item[],
    private readonly few = 12,
  ) {
    $effect(() => {
      const media = matchMedia('print');
      const note = (): void => void (this.isOnPaper = media.matches);
      media.addEventListener('change', note);
      return () => media.removeEventListener('change', note);
    });
  }

  get told(): readonly Item[] {
    return this.isAll || this.isOnPaper ? this.all() : this.all().slice(0, this.few);
  }

  /** How many can be opened or closed; none on paper. */
  get more(): number {
    return this.isOnPaper ? 0 : Math.max(0, this.all().length - this.few);
  }
}
