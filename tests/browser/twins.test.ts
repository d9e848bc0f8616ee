import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { hall, open, pressUntil, text } from './screen';
import { kiosk, ready, sit } from './screens';

const mall = 'kembar';

/** Chooses a service up to the press that takes the number. */
const choose = async (page: Page): Promise<void> => {
  await ready(page, kiosk);
  await pressUntil(() => page.getByText(text('page.kiosk.search_for')).click(), page.locator('#words'));
  await page.locator('#words').fill('akta');
  await pressUntil(() => page.locator('main [data-tile]').first().click(), page.getByText(text('page.kiosk.check_title')));
};

const takeOn = async (page: Page): Promise<string> => {
  await pressUntil(() => page.locator('[data-take]').click(), page.getByText(text('page.kiosk.your_number')));
  return page.locator('article .number .unseen').first().innerText();
};

/** Another tab of the same browser: it shares all that the first has kept. */
const tabBeside = async (page: Page): Promise<Page> => {
  const context: BrowserContext = page.context();
  const beside = await context.newPage();
  await beside.goto(page.url(), { waitUntil: 'load' });
  return beside;
};

test('two kiosks on one token, and a second tab of one of them, give three numbers', async () => {
  const token = hall.token({ role: 'kiosk', mall });
  const { page: first } = await open(kiosk.path(mall), { size: [1080, 1920], token });
  const { page: second } = await open(kiosk.path(mall), { size: [1080, 1920], token });
  const tab = await tabBeside(first);
  const all = [first, second, tab];
  await Promise.all(all.map(choose)); // At once: a kiosk that nobody touches for a while wipes itself.

  const numbers = await Promise.all(all.map(takeOn));

  expect(new Set(numbers).size, numbers.join()).toBe(all.length);
});

test('a counter that is opened on a second screen is taken over by it, and the first says so', async () => {
  const number = await counterFor(hall, mall, 'samsat-01');
  const path = `/m/${mall}/counter/${number}`;
  const token = hall.token({ role: 'clerk', mall, counter: number });
  const { page: first } = await open(path, { size: [1366, 620], token });
  await sit(first);
  await first.keyboard.press('F2');
  await first.locator('#scene', { hasText: text('page.counter.idle') }).waitFor();
  const { number: called } = await takeNumber(hall, mall, ['samsat-01']);

  const second = await tabBeside(first);
  await sit(second);
  await first.getByText(text('page.counter.taken_hint')).waitFor();
  await second.locator('#scene', { hasText: text('page.counter.idle') }).waitFor();
  await second.keyboard.press('F2');

  await second.locator('.big', { hasText: called }).waitFor();
  await second.getByText(text('page.counter.called')).first().waitFor();
  for (const key of ['F4', 'F6']) await second.keyboard.press(key);
});
