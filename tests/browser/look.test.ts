import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { takeNumber } from './crowd';
import { hall, open } from './screen';
import { board, door, kiosk, manager, openScreen, planning } from './screens';

const red = 'rgb(138, 31, 61)'; // Badung's, in its file.

const bar = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body, '::before').backgroundColor);

const isDrawn = async (page: Page): Promise<boolean> =>
  page.locator('header img[src$="/logo.svg"]').evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth > 0));

test.each([board, kiosk, door, manager, planning])('the head of the $name has the accent and the logo of its mall', async (screen) => {
  const { page: badung } = await openScreen(screen, 'badung');
  await badung.waitForFunction((colour) => getComputedStyle(document.body, '::before').backgroundColor === colour, red);
  const { page: withLogo } = await openScreen(screen, 'panjang');
  expect(await isDrawn(withLogo)).toBe(true);
  expect(await bar(withLogo)).not.toBe(red);
});

test('the page of a visit and the start page have them too', async () => {
  const visit = await takeNumber(hall, 'panjang', ['disdukcapil-01']);
  const { page: follow } = await open(`/k/${visit.code}`, { size: [360, 640] });
  expect(await isDrawn(follow)).toBe(true);
  expect(await follow.evaluate(() => getComputedStyle(document.body).borderTopColor)).toBe('rgb(11, 95, 165)');

  const { page: start } = await open('/');
  const edge = (mall: string): Promise<string> =>
    start.locator(`[data-theme="${mall}"] h2`).evaluate((head) => getComputedStyle(head).borderLeftColor);
  expect(await edge('badung')).toBe(red);
  expect(await edge('panjang')).toBe('rgb(11, 95, 165)');
});
