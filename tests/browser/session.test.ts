import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { hall, open, text } from './screen';
import { sit } from './screens';

const mall = 'sepi';
const counter = 24; // Of which no other test knows.

const scene = (page: Page, words: string): Promise<void> => page.locator('#scene', { hasText: words }).waitFor();

test('a duplicated tab asks before it takes the counter over', async () => {
  const token = hall.token({ role: 'clerk', mall, counter });
  const { page } = await open(`/m/${mall}/counter/${counter}`, { size: [1366, 620], token });
  await sit(page);
  await page.keyboard.press('F2');
  await scene(page, text('page.counter.idle'));

  const [copy] = await Promise.all([page.context().waitForEvent('page'), page.evaluate(() => void window.open(location.href))]);
  await copy.getByText(text('page.counter.take_over')).waitFor();
  await scene(page, text('page.counter.idle'));

  await page.reload();
  await scene(page, text('page.counter.idle'));

  await sit(copy);
  await scene(copy, text('page.counter.idle'));
  await page.getByText(text('page.counter.taken')).waitFor();
});
