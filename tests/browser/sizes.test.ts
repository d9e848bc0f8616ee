import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hall, open, settled, text, wideParts } from './screen';
import { board, counter, malls, openScreen, screens } from './screens';

describe.each(screens)('the $name', (screen) => {
  test.each(screen.sizes)('has all within its sides where it stands, at %ix%i', async (...size) => {
    const { page } = await openScreen(screen, 'panjang', { size });
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
  });
});

describe.each(screens.filter((screen) => screen !== board))('the $name', (screen) => {
  test.each([
    [320, 640],
    [640, 320],
  ] as const)('has all within its sides at %ix%i', async (...size) => {
    const { page } = await openScreen(screen, 'panjang', { size });
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
  });

  test('has all within its sides with text of twice the size', async () => {
    const { page } = await openScreen(screen, 'ramai');
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await wideParts(page)).toEqual([]);
  });
});

test.each(malls)('the counter needs no scrolling at 1366x620 (%s)', async (mall) => {
  const { page } = await openScreen(counter, mall);
  await settled(page);
  const [inner, outer] = await page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return [scrollHeight, clientHeight] as const;
  });
  expect(inner).toBeLessThanOrEqual(outer);
});

/** Parts of a board that do not stand within the part that holds them. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.now .half, .rows td, aside p, .line p')].flatMap((part) => {
      const holder = part.closest('.now, .rows, aside, .line');
      const [inner, outer] = [part.getBoundingClientRect(), holder?.getBoundingClientRect()];
      const isWithin = outer !== undefined && inner.bottom <= outer.bottom + 1 && inner.right <= outer.right + 1;
      return isWithin ? [] : [`${part.className} ${part.textContent.trim()}`];
    }),
  );

test.each([
  ['landscape', '', [1920, 1080]],
  ['its call alone', '?inches=55&metres=15', [1920, 1080]],
  ['portrait', '?inches=55&metres=6&portrait', [1080, 1920]],
] as const)('a board with a notice cuts nothing off: %s', async (_, query, size) => {
  await hall.post(
    '/api/v1/malls/ramai/notices',
    { text: 'Pelayanan pencatatan sipil pada hari Jumat dibuka pukul 08.00 sampai 11.30 WITA. Nomor yang diambil tetap dilayani.' },
    hall.token({ role: 'manager', mall: 'ramai' }),
  );
  const { page } = await open(board.path('ramai') + query, { size });
  await page.getByText(text('page.board.notice')).waitFor();
  await page.locator('.now .half').first().waitFor();
  expect(await cutOff(page)).toEqual([]);
});
