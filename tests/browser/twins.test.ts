import type { BrowserContext, Page } from 'playwright-core';
import { test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { hall, open, text } from './screen';
import { sit } from './screens';

/** Another tab of the same browser: it shares all that the first has kept. */
const tabBeside = async (page: Page): Promise<Page> => {
  const context: BrowserContext = page.context();
  const beside = await context.newPage();
  await beside.goto(page.url(), { waitUntil: 'load' });
  return beside;
};

test('a counter that is opened on a second screen is taken over by it, and the first says so', async () => {
  const number = await counterFor(hall, 'sepi', 'samsat-01');
  const path = `/m/sepi/counter/${number}`;
  const token = hall.token({ role: 'clerk', mall: 'sepi', counter: number });
  const { page: first } = await open(path, { size: [1366, 620], token });
  await sit(first);
  await first.keyboard.press('F2');
  await first.locator('#scene', { hasText: text('page.counter.idle') }).waitFor();
  const { number: called } = await takeNumber(hall, 'sepi', ['samsat-01']);

  const second = await tabBeside(first);
  await sit(second);
  await first.getByText(text('page.counter.taken_hint')).waitFor();
  await second.locator('#scene', { hasText: text('page.counter.idle') }).waitFor();
  await second.keyboard.press('F2');

  await second.locator('.big', { hasText: called }).waitFor();
  await second.getByText(text('page.counter.called')).first().waitFor();
  for (const key of ['F4', 'F6']) await second.keyboard.press(key);
});
