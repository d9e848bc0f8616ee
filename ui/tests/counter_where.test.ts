import { describe, expect, test } from 'vitest';
import type { Mall } from '#api/screens';
import { countersFor, matching, servicesFor } from '#model/counter_where';

const mall = {
  agencies: [
    { id: 'civil', name: 'Civil Registry', prefix: 'B' },
    { id: 'tax', name: 'Tax Office', prefix: 'C' },
  ],
  booths: [{ id: 'b1', name: 'Booth 1', floor: 1, agency: 'civil' }],
  counters: [
    { number: 3, booth: 'b1', agency: 'civil', services: ['birth', 'death'] },
    { number: 4, booth: 'b1', agency: 'civil', services: ['birth'] },
    { number: 12, booth: 'b1', agency: 'civil', services: ['death'] },
  ],
} as unknown as Mall;

const services = [
  { id: 'tax-1', agency: 'tax', name: 'Vehicle tax', availability: 'open' },
  { id: 'birth', agency: 'civil', name: 'Birth', availability: 'open' },
  { id: 'death', agency: 'civil', name: 'Death', availability: 'full' },
  { id: 'away', agency: 'tax', name: 'Away', availability: 'absent' },
] as const;

describe('where a visitor may be handed', () => {
  test('is another counter of the same service', () => {
    expect(countersFor(mall, 'birth', 3).map(({ counter }) => counter)).toEqual([4]);
  });

  test('is another service of today, the own agency first; a full one too', () => {
    expect(servicesFor(mall, services, 'birth', 'civil').map(({ id }) => id)).toEqual(['death', 'tax-1']);
  });

  test('is found by words of its names, or by the number of a counter', () => {
    const places = [...countersFor(mall, 'death', 4), ...servicesFor(mall, services, 'birth', 'civil')];
    expect(matching(places, 'tax vehicle').map(({ id }) => id)).toEqual(['tax-1']);
    expect(matching(places, '1').map(({ id }) => id)).toEqual(['counter 12']);
    expect(matching(places, ' ')).toEqual(places);
    expect(matching(places, 'nothing')).toEqual([]);
  });
});
