import type { Mall } from '#api/screens';
import type { Schemas } from '#api/client';
import { nameIn } from './names';

/** A place to which a visitor may be handed. */
export interface Place {
  readonly id: string;
  readonly counter: number | null; // Otherwise a service.
  readonly title: string; // A service's name.
  readonly agency: string;
  readonly booth: string;
}

type Service = Pick<Schemas['ServiceView'], 'id' | 'agency' | 'name' | 'name_en' | 'availability'>;

const agencyName = (mall: Mall, id: string | null): string => {
  const agency = mall.agencies.find((one) => one.id === id);
  return agency === undefined ? '' : nameIn(agency);
};

const boothName = (mall: Mall, id: string): string => {
  const booth = mall.booths.find((one) => one.id === id);
  return booth === undefined ? '' : nameIn(booth);
};

/** Other counters that give the service in hand. */
export const countersFor = (mall: Mall, service: string, own: number): Place[] =>
  mall.counters
    .filter(({ number, services }) => number !== own && services.includes(service))
    .map(({ number, agency, booth }) => ({
      id: `counter ${number}`,
      counter: number,
      title: '',
      agency: agencyName(mall, agency),
      booth: boothName(mall, booth),
    }));

/** Services of today besides the one in hand, those of the own agency first. */
export const servicesFor = (mall: Mall, services: readonly Service[], service: string, own: string | null): Place[] =>
  services
    .filter(({ id, availability }) => id !== service && availability !== 'absent')
    .sort((a, b) => Number(b.agency === own) - Number(a.agency === own))
    .map((one) => ({
      id: one.id,
      counter: null,
      title: nameIn(one),
      agency: agencyName(mall, one.agency),
      booth: '',
    }));

/** Those in which every typed word stands; figures alone are a counter's number. */
export const matching = (places: readonly Place[], typed: string): Place[] => {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 1 && /^\d+$/.test(words[0] ?? '')) {
    return places.filter(({ counter }) => String(counter ?? '').startsWith(words[0] ?? ''));
  }
  return places.filter(({ title, agency, booth }) => {
    const all = `${title} ${agency} ${booth}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
};
