import { expect, test } from 'vitest';
import { expectSound, hall, open } from './screen';

const looked = 12; // The sections are alike, and axe takes a quarter of a minute for all of them.

test.each([
  ['id', [1280, 800]],
  ['en', [320, 640]],
] as const)('the page of the API is sound (%s, %j)', async (language, size) => {
  const watched = await open(`/api/docs?lang=${language}`, { size });
  await watched.page.evaluate((most) => {
    [...document.querySelectorAll('.operation')].slice(most).forEach((one) => one.remove());
  }, looked);
  await expectSound(watched);
  expect(await watched.page.locator('html').getAttribute('lang')).toBe(language);
});

test('every link of the page of the API leads somewhere', async () => {
  const { page } = await open('/api/docs');
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
      .map((link) => link.hash.slice(1))
      .filter((id) => document.getElementById(id) === null),
  );
  expect(lost).toEqual([]);
  const { paths } = await hall.get<{ paths: object }>('/api/openapi.json');
  expect(await page.locator('.operation h3 code').count()).toBeGreaterThanOrEqual(Object.keys(paths).length);
});
