import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { counterFor, takeNumber, type Visit } from './crowd';
import { axeFaults, hall, open, text } from './screen';
import { board, door, kiosk, manager, openScreen, sit } from './screens';

const gerai = process.env['GERAI'] ?? 'build/release/gerai';
const mall = 'baru';
const service = 'bpjs-kes-01';
const names = {
  agency: ['BPJS Kesehatan', 'Badan Jaminan Sehat'],
  mall: ['Mal Pelayanan Publik Kabupaten Paser', 'Mal Pelayanan Publik Tanah Grogot'],
} as const;

/** Takes a changed file into the running hall. */
const rename = (): void => {
  const file = join(hall.place.directory, 'malls', `${mall}.toml`);
  const renamed = Object.values(names).reduce(
    (written, [old, fresh]) => written.replaceAll(`name = "${old}"`, `name = "${fresh}"`),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, renamed);
  execFileSync(gerai, ['import', file, ...hall.options]);
};

const openCounter = async (): Promise<Page> => {
  const counter = await counterFor(hall, mall, service);
  const token = hall.token({ role: 'clerk', mall, counter });
  const { page } = await open(`/m/${mall}/counter/${counter}`, { size: [1366, 620], token });
  await sit(page);
  return page;
};

const shows = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();

test('an agency and a mall that are renamed at noon have their new names on every open screen, and numbers stay', async () => {
  const visit = await takeNumber(hall, mall, [service]);
  const { page: wall } = await openScreen(board, mall);
  const { page: taking } = await openScreen(kiosk, mall);
  const { page: greeting } = await openScreen(door, mall);
  const { page: plan } = await openScreen(manager, mall);
  const clerk = await openCounter();
  const { page: phone } = await open(`/k/${visit.code}`, { size: [360, 640] });
  await greeting.getByLabel(text('page.door.search')).fill(service.slice(0, 4));
  const screens = [
    ...[taking, clerk, greeting, plan].map((page) => ({ page, names: names.agency })),
    { page: wall, names: names.mall },
  ];
  await Promise.all(screens.map(({ page, names: [old] }) => shows(page, old)));
  for (const { page } of screens) await page.evaluate(() => (document.body.dataset['before'] = ''));

  rename();

  await Promise.all(screens.map(({ page, names: [, fresh] }) => shows(page, fresh)));
  for (const { page } of screens) {
    expect(await page.locator('body[data-before]').count(), `${page.url()} was not loaded again`).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
  }
  expect((await hall.get<Visit>(`/api/v1/visits/${visit.code}`)).number).toBe(visit.number);
  await phone.reload(); // Nothing of what it shows in between was renamed.
  await shows(phone, visit.number);
  await shows(phone, names.mall[1]);
});
