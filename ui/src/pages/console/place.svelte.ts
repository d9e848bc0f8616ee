import { addressOf, type Section, sectionOf } from '#model/console_address';

/** Which page of the planning is shown; each has an address that can be opened, kept and sent. */
export class ConsolePlace {
  section = $state<Section>(sectionOf(location.pathname));

  /** To be made while a component begins; ends with it. */
  constructor(private readonly mall: string) {
    const address = addressOf(mall, this.section);
    if (location.pathname !== address) history.replaceState(null, '', address + location.search);
    $effect(() => {
      const back = (): void => void (this.section = sectionOf(location.pathname));
      addEventListener('popstate', back);
      return () => removeEventListener('popstate', back);
    });
  }

  go(section: Section): void {
    if (section === this.section) return;
    history.pushState(null, '', addressOf(this.mall, section));
    this.section = section;
    scrollTo(0, 0);
  }
}
