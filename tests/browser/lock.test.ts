import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFaults, hall, open, text } from './screen';
import { sit } from './screens';

const mall = 'sepi';
const pin = '4711';

const scene = (page: Page, words: string): Promise<void> => page.locator('#scene', { hasText: words }).waitFor();
const says = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();

/** A counter of which no other test knows, open and free. */
const openCounter = async (number: number): Promise<Page> => {
  const token = hall.token({ role: 'clerk', mall, counter: number });
  const { page } = await open(`/m/${mall}/counter/${number}`, { size: [1366, 620], token });
  await sit(page);
  await page.keyboard.press('F2');
  await scene(page, text('page.counter.idle'));
  return page;
};

const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press('Alt+p');
  await page.getByLabel(text('page.counter.pin_new')).waitFor();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await says(page, text('page.counter.locked'));
};

const unlock = async (page: Page, typed: string): Promise<void> => {
  await page.getByLabel(text('page.counter.pin'), { exact: true }).fill(typed);
  await page.keyboard.press('Enter');
};

test('a pause locks the screen until its clerk types the PIN', async () => {
  const page = await openCounter(21);
  await page.keyboard.press('Alt+p');
  await page.getByLabel(text('page.counter.pin_new')).waitFor();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await says(page, text('page.counter.pin_error'));
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel(text('page.counter.pin_new')).fill(pin);
  await page.keyboard.press('Enter');

  await says(page, text('page.counter.locked'));
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.getByRole('heading', { name: text('page.counter.waiting') }).count()).toBe(0);
  await page.keyboard.press('F2');
  await page.keyboard.press('Alt+o');
  await unlock(page, '0000');
  await says(page, text('page.counter.pin_wrong'));

  await page.reload();
  await says(page, text('page.counter.locked'));
  await unlock(page, pin);
  await scene(page, text('page.counter.idle'));
});

test('a locked counter is not opened by its address alone', async () => {
  const page = await openCounter(22);
  await lock(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await says(other, text('page.state.bad_token'));

  await unlock(page, pin);
  await scene(page, text('page.counter.idle'));
  await other.reload();
  await says(other, text('page.counter.take_over'));
});

test('whoever forgot the PIN is let in by the manager, or by the ready link', async () => {
  const page = await openCounter(23);
  await lock(page);
  await hall.post(`/api/v1/malls/${mall}/counters/23/open`, {}, hall.token({ role: 'manager', mall }));
  await scene(page, text('page.counter.idle'));

  await lock(page);
  await page.goto('about:blank');
  await page.goto(`${hall.address}/m/${mall}/counter/23#token=${hall.token({ role: 'clerk', mall, counter: 23 })}`);
  await scene(page, text('page.counter.state_paused'));
  expect(await page.getByText(text('page.counter.locked')).count()).toBe(0);
});
