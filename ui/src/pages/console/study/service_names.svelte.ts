import { type Service, servicesOf } from '#api/forming';
import { nameIn } from '#model/names';

/** The names of what malls give, as far as these malls are of this server: a bundle has only ids. */
export class ServiceNames {
  private services = $state.raw<readonly Service[]>([]);

  /** To be made while a component begins. */
  constructor(malls: () => readonly string[]) {
    $effect(() => {
      void Promise.all(malls().map(servicesOf)).then((all) => (this.services = all.flat()));
    });
  }

  nameOf(id: string): string {
    const service = this.services.find((one) => one.id === id);
    return service === undefined ? id : nameIn(service);
  }
}
