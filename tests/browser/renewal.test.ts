import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { hall, open } from './screen';
import { board, door, kiosk, manager, ready, sit } from './screens';


/** From now on the server seems to be of another version. */
const update = (page: Page): Promise<unknown> =>
  page.route('**/api/v1/**', async (route) => {
    if (route.request().url().includes('/events')) return route.fallback();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'gerai-version': '99.0.0' } });
  });

test.each([board, kiosk, door, manager])('the $name loads itself anew when the server has another version', async (screen) => {
  const token = screen.token === undefined ? {} : { token: hall.token(screen.token('paser')) };
  const { page } = await open(screen.path('paser'), token);
  await ready(page, screen);
  await page.evaluate(() => (document.body.dataset['before'] = ''));
  await update(page);
  await takeNumber(hall, 'paser', ['disdukcapil-01']); // A reason to ask.

  await page.locator('body:not([data-before])').waitFor();
  await ready(page, screen);
});

test('the counter waits with that until nobody is in hand', async () => {
  const number = await counterFor(hall, 'paser', 'polres-01');
  const token = hall.token({ role: 'clerk', mall: 'paser', counter: number });
  const { page } = await open(`/m/paser/counter/${number}`, { token });
  await sit(page);
  await takeNumber(hall, 'paser', ['polres-01']);
  await page.keyboard.press('F2');
  await page.locator('#scene', { hasText: 'Siap memanggil' }).waitFor();
  await page.keyboard.press('F2');
  await page.locator('.big').waitFor();
  await page.evaluate(() => (document.body.dataset['before'] = ''));
  await update(page);

  await page.keyboard.press('F4');
  await page.locator('#scene', { hasText: 'Sedang dilayani' }).waitFor();
  expect(await page.locator('body[data-before]').count()).toBe(1);
  await page.keyboard.press('F6');

  await page.locator('body:not([data-before])').waitFor();
  await sit(page);
});
