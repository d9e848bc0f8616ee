import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { axeFaults, expectSound, open, text } from './screen';

const folders = readdirSync('ui/src/kit', { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** What is no part that can be shown by itself: a behaviour, and a page that has nothing else on it. */
const aside = ['press', 'obstacle'];

const nameOf = (folder: string): string => folder.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

test('the catalogue shows every part of the kit', async () => {
  const { page } = await open('/kit');
  await page.locator('[data-part]').first().waitFor();
  const shown = await page.locator('[data-part]').evaluateAll((all) => all.map((one) => one.getAttribute('data-part')));
  const expected = folders.map(({ name }) => name).filter((name) => !aside.includes(name));
  expect([...shown].sort()).toEqual(expected.map(nameOf).sort());
});

test.each(['plain', 'kiosk', 'board'])('every part is sound in the %s look', async (look) => {
  const watched = await open('/kit');
  await watched.page.getByLabel(text('page.kit.look')).selectOption(look);
  await watched.page.locator(`html[data-look="${look}"]`).waitFor();
  await expectSound(watched);
});

test('every part fits 320 px, in English', async () => {
  await expectSound(await open('/kit', { size: [320, 640], language: 'en' }));
});

test('a sheet takes the focus, closes by Escape and gives it back', async () => {
  const { page } = await open('/kit');
  const opener = page.getByRole('button', { name: text('page.kit.open_sheet') });
  await opener.click();
  await page.getByRole('dialog').waitFor();
  expect(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement))).toBe(true);
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);
});

test('a scroller leafs by its buttons until its end', async () => {
  const { page } = await open('/kit');
  const part = page.locator('[data-part="Scroller"]');
  const down = part.getByRole('button', { name: text('page.kiosk.down') });
  const up = part.getByRole('button', { name: text('page.kiosk.up') });
  await down.waitFor();
  expect(await up.isDisabled()).toBe(true);
  await down.click();
  await expect.poll(() => up.isDisabled()).toBe(false);
});
