import { expect, test } from 'vitest';
import { expectSound, hall, open } from './screen';

test.each([
  ['id', [1280, 800]],
  ['en', [320, 640]],
] as const)('the page of the API is sound (%s, %j)', async (language, size) => {
  const watched = await open(`/api/docs?lang=${language}`, { size });
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
