import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { until } from './hall';
import { axeFaults, expectSound, hall, open, pressUntil, text, type Watched, wideParts } from './screen';
import { board, counter, door, kiosk, manager, ready, type Screen, screens, sit } from './screens';

const mall = 'kembar';
const agency = 'BPJS Kesehatan';
const service = 'bpjs-kes-01';

type Wish = Parameters<typeof open>[1];

const openWith = async (screen: Screen, of: string, wish: Wish): Promise<Watched> => {
  const token = screen.token === undefined ? {} : { token: hall.token(screen.token(of)) };
  const size = screen.sizes[0] ?? [1280, 800];
  const watched = await open(screen.path(of), { ...token, size, ...wish });
  await ready(watched.page, screen);
  return watched;
};

/** A device whose clock is so many hours ahead. */
const aheadBy = (hours: number): string => `{
  const Real = Date;
  const now = () => Real.now() + ${hours * 3_600_000};
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
}`;

describe.each([
  ['a day ahead', 24],
  ['a day behind', -24],
  ['five hours behind', -5],
] as const)('with the clock of the device %s', (_, hours) => {
  const words = (page: Page): Promise<string> => page.locator('body').innerText();

  test.each([board, kiosk, door, manager])('the $name shows what it shows with a right one', async (screen) => {
    const { page: right } = await openWith(screen, 'ramai', {});
    const { page: wrong } = await openWith(screen, 'ramai', { before: aheadBy(hours) });
    await until(
      async () => (await words(right)) === (await words(wrong)),
      `it shows ${await words(wrong)}, not ${await words(right)}`,
    );
  });

  test('the counter shows the time of the hall', async () => {
    const { page } = await openWith(counter, 'ramai', { before: aheadBy(hours) });
    await sit(page);
    const { now } = await hall.get<{ now: string }>('/api/v1/malls/ramai');
    const time = now.slice(11, 16).replace(':', '.');
    const next = new Date(Date.parse(now) + 60_000 + 8 * 3_600_000).toISOString().slice(11, 16).replace(':', '.');
    await page.locator('header', { hasText: new RegExp(`${time}|${next}`) }).first().waitFor();
  });

  test('the phone shows when a number was called', async () => {
    const visit = await takeNumber(hall, 'ramai', ['bpjs-kes-01']);
    const { page: right } = await open(`/k/${visit.code}`, { size: [360, 640] });
    const { page: wrong } = await open(`/k/${visit.code}`, { size: [360, 640], before: aheadBy(hours) });
    expect(await words(wrong)).toBe(await words(right));
  });
});

/** A browser that lets a page keep nothing. */
const refuseStorage = (): void => {
  const refuse = (): never => {
    throw new DOMException('', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
  Object.defineProperty(document, 'cookie', { get: () => '', set: () => undefined });
};

describe('where nothing may be kept', () => {
  test.each(screens)('the $name is sound', async (screen) => {
    const watched = await openWith(screen, 'ramai', { before: refuseStorage });
    if (screen === counter) await sit(watched.page);
    await expectSound(watched);
  });

  test.each([counter, door, manager])('the $name says in words what it needs when it is loaded again', async (screen) => {
    const { page } = await openWith(screen, 'sepi', { before: refuseStorage });
    await page.reload();
    await page.getByText(text('page.state.bad_token')).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  test('a number is taken, and its visit is worked at the counter', async () => {
    const { page: taking } = await openWith(kiosk, mall, { before: refuseStorage });
    await pressUntil(() => taking.getByRole('button', { name: agency }).first().click(), taking.getByText(text('page.kiosk.choose_service')));
    await pressUntil(() => taking.locator('main ul [data-tile]').first().click(), taking.getByText(text('page.kiosk.check_title')));
    await pressUntil(() => taking.locator('[data-take]').click(), taking.getByText(text('page.kiosk.your_number')));
    const number = await taking.locator('article .number .unseen').first().innerText();

    const at = await counterFor(hall, mall, service);
    const token = hall.token({ role: 'clerk', mall, counter: at });
    const { page: working } = await open(`/m/${mall}/counter/${at}`, { size: [1366, 620], token, before: refuseStorage });
    await sit(working);
    const scene = (words: string): Promise<void> => working.locator('#scene', { hasText: words }).waitFor();
    await working.keyboard.press('F2');
    await scene(text('page.counter.idle'));
    await working.keyboard.press('F2');
    await working.locator('.big', { hasText: number }).waitFor();
    await working.keyboard.press('F4');
    await scene(text('page.counter.serving'));
    await working.keyboard.press('F6');
    await scene(text('page.counter.idle'));
  });
});

/** Adds up by how much what stands on a page has moved: the web's cumulative layout shift. */
const addUpShifts = (): void => {
  new PerformanceObserver((list) => {
    const root = document.documentElement;
    for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[]) {
      root.dataset['shift'] = String(Number(root.dataset['shift'] ?? 0) + shift.value);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

const shiftMost = 0.1; // What counts as good.

describe('a font that does not come', () => {
  test.each(screens)('leaves the $name readable at once, and moves little when it does', async (screen) => {
    const held: Route[] = [];
    const { page } = await openWith(screen, 'ramai', {
      before: addUpShifts,
      routes: (to) => to.route('**/*.woff2', (route) => void held.push(route)),
    });
    await until(() => held.length > 0, 'no font is asked for');
    const ours = await page.evaluate(() => [...document.fonts].filter(({ family }) => /^"?Gerai"?$/.test(family)).map(({ display }) => display));
    expect(ours).toEqual(['swap']);
    expect(await wideParts(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset['shift'] = '0'));

    for (const route of held) await route.continue();
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));

    const moved = Number(await page.evaluate(() => document.documentElement.dataset['shift']));
    expect(moved).toBeLessThan(shiftMost);
  });
});
