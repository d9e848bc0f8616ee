import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hall, type Language, open, settled, text, type Watched, wideParts } from './screen';
import { board, closedMall, counter, door, kiosk, malls, openScreen, ready, screens } from './screens';

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

/** What is pushed to be seen whole: the page, or a part of it. */
const pushed = (page: Page, part: string): Promise<boolean> =>
  page.evaluate((name) => {
    const isTaller = (one: Element | null): boolean => one !== null && one.scrollHeight > one.clientHeight;
    return isTaller(document.documentElement) || isTaller(document.querySelector(name));
  }, part);

describe.each(kiosk.sizes)('the first page of a kiosk of %ix%i needs no scrolling', (...size) => {
  const openKiosk = (mall: string, language: Language, wish: { routes?: (page: Page) => Promise<unknown> } = {}): Promise<Watched> =>
    open(kiosk.path(mall), { ...wish, size, language, token: hall.token({ role: 'kiosk', mall }) });
  const cases = (['sepi', 'panjang'] as const).flatMap((mall) => (['id', 'en'] as const).map((language) => [mall, language] as const));

  test.each(cases)('while the mall is open, nor when the link is lost (%s, %s)', async (mall, language) => {
    const { page } = await openKiosk(mall, language);
    await ready(page, kiosk);
    await settled(page);
    expect(await pushed(page, '.view')).toBe(false);

    await page.context().setOffline(true);
    await page.getByText(/^(Sambungan terputus|Connection lost)/).waitFor();
    expect(await pushed(page, '.view')).toBe(false);
  });

  test.each(cases)('while the mall is closed (%s, %s)', async (mall, language) => {
    const { page } = await openKiosk(mall, language, { routes: (opened) => closedMall(opened, mall) });
    await page.getByText(text('page.kiosk.mall_closed', {}, language)).waitFor();
    await settled(page);
    expect(await pushed(page, '.view')).toBe(false);
  });
});

test('a name that is cut on the first page of the kiosk stands whole in its title', async () => {
  const { page } = await openScreen(kiosk, 'panjang', { size: [1280, 800] });
  const tile = page.locator('button[data-say^="agency."]').first();
  expect((await tile.getAttribute('title'))?.length).toBe(120);
});

test('the keypad numbers the tiles of the kiosk that have room', async () => {
  const { page } = await open(kiosk.path('sepi'), {
    token: hall.token({ role: 'kiosk', mall: 'sepi' }),
    routes: (opened) => closedMall(opened, 'sepi'),
  });
  await page.getByText(text('page.kiosk.mall_closed')).waitFor();
  await settled(page);
  const seen = await page.locator('[data-say^="bundle."]:visible').count();
  expect(seen).toBeLessThan(6);

  await page.keyboard.press('1'); // Shows the numbers.
  await page.locator('html[data-pad]').waitFor();
  const first = await page.locator('button[data-say^="agency."]').first().locator('.name').innerText();
  const before = 2 + seen + 1; // The search, the way to all events, those that are seen, and the next page of agencies.
  await page.keyboard.type(String(before + 1));
  await page.getByRole('heading', { level: 1, name: first }).waitFor();
});

test.each(malls.flatMap((mall) => door.sizes.map((size) => [mall, ...size] as const)))('all agencies are seen at the door without scrolling (%s, %ix%i)', async (mall, ...size) => {
  const { page } = await openScreen(door, mall, { size });
  await settled(page);
  expect(await pushed(page, '.choosing')).toBe(false);
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
