import { type Service, servicesOf } from '#api/forming';
import { nameIn } from '#model/names';

/** The names of what malls give, as far as these malls are of this server: a bundle has only ids. */
export class ServiceNames {
  private services = $state.raw<readonly Service[]>([]);

  /** To be made while a component begins. */
  constructor(malls: () => readonly string[]) {
    $effect(() => {
      let isCurrent = true; // An answer to what is asked no more comes too late.
      void Promise.all(malls().map(servicesOf)).then((all) => {
        if (isCurrent) this.services = all.flat();
      });
      return () => void (isCurrent = false);
    });
  }

  nameOf(id: string): string {
    const service = this.services.find((one) => one.id === id);
    return service === undefined ? id : nameIn(service);
  }
}
