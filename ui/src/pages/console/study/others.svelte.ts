import { untrack } from 'svelte';
import { type BundleLine, otherMalls, readBundles, type StudyWish } from '#api/planning';
import type { Schemas } from '#api/client';
import { nameIn } from '#model/names';
import { placeOf } from '#model/study';

/** Whom this mall can be set beside: the other malls of the server, and what was imported. */
export class Others {
  malls = $state.raw<readonly Schemas['MallSummary'][]>([]);
  bundles = $state.raw<readonly BundleLine[]>([]);
  isAsked = $state(false);

  /** To be made while a component begins. */
  constructor(private readonly mall: string) {
    $effect(() => untrack(() => void this.read()));
  }

  async read(): Promise<void> {
    [this.malls, this.bundles] = await Promise.all([otherMalls(this.mall), readBundles(this.mall)]);
    this.isAsked = true;
  }

  /** `Badung`; of what is not known any more its id. */
  placeOf(other: StudyWish['with']): string {
    if ('bundle' in other) return placeOf(this.bundles.find(({ id }) => id === other.bundle)?.name ?? other.bundle);
    const mall = this.malls.find(({ id }) => id === other.mall);
    return mall === undefined ? other.mall : placeOf(nameIn(mall));
  }
}
