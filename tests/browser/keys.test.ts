import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { until } from './hall';
import { axeFaults, hall, open, pressUntil, text } from './screen';
import { kiosk, openScreen, sit } from './screens';

const service = 'bpn-01';

const title = (page: Page, words: string): Promise<void> => page.locator('#scene', { hasText: words }).waitFor();

/** A counter of which no other test knows. */
const openCounter = async (): Promise<Page> => {
  const number = await counterFor(hall, 'sepi', service);
  const token = hall.token({ role: 'clerk', mall: 'sepi', counter: number });
  const { page } = await open(`/m/sepi/counter/${number}`, { size: [1366, 620], token });
  await sit(page);
  return page;
};

test('a clerk works through a visit by keys alone', async () => {
  const page = await openCounter();
  const [first, second] = [await takeNumber(hall, 'sepi', [service]), await takeNumber(hall, 'sepi', [service])];

  await page.keyboard.press('F2');
  await title(page, text('page.counter.idle'));
  await page.keyboard.press('F2');
  await page.locator('.big', { hasText: first.number }).waitFor();
  await title(page, text('page.counter.called'));
  await page.keyboard.press('F3');
  await page.getByText(text('page.counter.times_called', { count: 2 })).waitFor();
  await page.keyboard.press('F4');
  await title(page, text('page.counter.serving'));
  await page.keyboard.press('F8');
  await title(page, text('page.counter.idle'));
  await page.keyboard.press('Control+z');
  await title(page, text('page.counter.serving'));
  await page.keyboard.press('F6');
  await title(page, text('page.counter.idle'));

  await page.keyboard.press('Alt+n');
  await page.keyboard.type(second.number);
  await page.keyboard.press('Enter');
  await page.locator('.big', { hasText: second.number }).waitFor();
  await page.keyboard.press('F4');
  await title(page, text('page.counter.serving'));
  await page.keyboard.press('F9');
  await page.getByRole('combobox').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').waitFor({ state: 'detached' });
  await page.keyboard.press('F6');
  await title(page, text('page.counter.idle'));
});

test('every target of the counter is reached by Tab and shows that it is', async () => {
  const { page } = await open('/m/ramai/counter/2', {
    size: [1366, 620],
    token: hall.token({ role: 'clerk', mall: 'ramai', counter: 2 }),
  });
  await sit(page);
  const targets = await page.locator('button:visible:not(:disabled), input:visible').count();

  const reached = new Set<string>();
  for (let press = 0; press < targets + 3; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === null || one === document.body) return null;
      const { left, top, width, height } = one.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      return {
        place: `${Math.round(left)},${Math.round(top)} ${one.textContent}`,
        isOutlined: getComputedStyle(one).outlineStyle !== 'none',
        isCovered: over !== null && !one.contains(over) && !over.contains(one),
      };
    });
    if (at === null) continue;
    expect(at.isOutlined, `${at.place} shows its focus`).toBe(true);
    expect(at.isCovered, `${at.place} is covered`).toBe(false);
    reached.add(at.place);
  }
  expect(reached.size).toBeGreaterThanOrEqual(targets);
});

/** The figures that choose a tile, as they stand on it. */
const numberOf = async (page: Page, words: string): Promise<string> => {
  const tiles = await page.locator('[data-tile]:enabled').allTextContents();
  const place = tiles.findIndex((tile) => tile.includes(words));
  expect(place, `a tile with ${words} in ${tiles.join(' | ')}`).toBeGreaterThanOrEqual(0);
  return String(place + 1);
};

/** Chooses a tile by its figures. */
const choose = (page: Page, words: string, shown: string): Promise<void> =>
  pressUntil(async () => {
    for (const figure of await numberOf(page, words)) await page.keyboard.press(figure);
  }, page.getByText(shown));

test('a number is taken by the keypad alone', async () => {
  const { page } = await openScreen(kiosk, 'sepi', { size: [1080, 1920] });

  await page.keyboard.press('1'); // Shows the numbers of the tiles.
  await page.locator('html[data-pad]').waitFor();
  await choose(page, 'BPJS Kesehatan', text('page.kiosk.choose_service'));
  await page.keyboard.press('#');
  await page.locator('.home').waitFor();
  await choose(page, 'BPJS Kesehatan', text('page.kiosk.choose_service'));
  await pressUntil(() => page.keyboard.press('1'), page.getByText(text('page.kiosk.check_title')));
  expect(await axeFaults(page)).toEqual([]);
  await choose(page, text('page.kiosk.take'), text('page.kiosk.your_number'));
  expect(await axeFaults(page)).toEqual([]);
});

/** How loud what the page says is, where it has said something. */
const volume = (page: Page): Promise<number> =>
  page.evaluate(() => Math.round((document.querySelector('audio')?.volume ?? 0) * 100) / 100);

test('the voice guide is made louder by a key, and by buttons that also begin it', async () => {
  const { page } = await openScreen(kiosk, 'sepi', { size: [1080, 1920] });
  const level = (now: number) => page.getByText(text('page.kiosk.guide_level', { level: now, most: 5 }));
  const button = (name: 'begin' | 'louder' | 'quieter') => page.getByRole('button', { name: text(`page.kiosk.guide_${name}`) });
  await pressUntil(() => page.getByRole('button', { name: text('page.kiosk.help') }).click(), level(3));
  expect(await axeFaults(page)).toEqual([]);

  await button('begin').click();
  await until(async () => (await volume(page)) === 0.32, 'the guide does not speak at its middle level');
  await page.keyboard.press('0');
  await level(4).waitFor();
  await until(async () => (await volume(page)) === 0.56, 'the guide is not louder');
  await pressUntil(() => button('louder').click(), level(5));
  await page.keyboard.press('0');
  await level(1).waitFor();
  await page.keyboard.press('+');
  await level(2).waitFor();
  await pressUntil(() => button('quieter').click(), level(1));
});

test('the arrows of the keypad walk over the kiosk', async () => {
  const { page } = await openScreen(kiosk, 'sepi', { size: [1280, 800] });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.home').waitFor({ state: 'detached' });
});

test('the kiosk is sound in its other dress: dark, doubled, low', async () => {
  for (const words of ['contrast', 'a_plus', 'reach'] as const) {
    const { page } = await openScreen(kiosk, 'ramai', { size: [1080, 1920] });
    await page.getByRole('navigation').getByText(text(`page.kiosk.${words}`), { exact: true }).click();
    expect(await axeFaults(page), words).toEqual([]);
  }
});
