import type { Mall } from '#api/screens';
import { nameIn } from '#model/names';
import { hueOf, partsOf } from '#model/ticket';

/** How an agency is shown. */
export interface AgencyWords {
  readonly name: string;
  readonly prefix: string;
  readonly hue: number;
}

export const agencyIn = (mall: Mall, id: string): AgencyWords => {
  const place = mall.agencies.findIndex((one) => one.id === id);
  const agency = mall.agencies[place];
  return { name: agency === undefined ? id : nameIn(agency), prefix: agency?.prefix ?? '', hue: hueOf(place) };
};

export const boothIn = (mall: Mall, id: string): string => {
  const booth = mall.booths.find((one) => one.id === id);
  return booth === undefined ? id : nameIn(booth);
};

/** The hue of the agency whose prefix a number has. */
export const hueIn = (mall: Mall, number: string): number =>
  hueOf(mall.agencies.findIndex((one) => one.prefix === partsOf(number).prefix));
