import type { Page } from 'playwright-core';
import type { TokenWish } from './hall';
import { hall, type Language, open, type Size, type Watched } from './screen';

/** A screen: its address, its token, and what shows that it is ready. */
export interface Screen {
  readonly name: string;
  readonly path: (mall: string) => string;
  readonly token?: (mall: string) => TokenWish;
  readonly ready: string;
  readonly sizes: readonly Size[]; // At which it really stands.
}

export const board: Screen = {
  name: 'board',
  path: (mall) => `/m/${mall}/board`,
  ready: 'main header',
  sizes: [
    [1920, 1080],
    [1080, 1920],
  ],
};

export const kiosk: Screen = {
  name: 'kiosk',
  path: (mall) => `/m/${mall}/kiosk`,
  token: (mall) => ({ role: 'kiosk', mall }),
  ready: '.home',
  sizes: [
    [1080, 1920],
    [1280, 800],
  ],
};

export const counter: Screen = {
  name: 'counter',
  path: (mall) => `/m/${mall}/counter/1`,
  token: (mall) => ({ role: 'clerk', mall, counter: 1 }),
  ready: '.screen',
  sizes: [[1366, 620]],
};

export const door: Screen = {
  name: 'door',
  path: (mall) => `/m/${mall}/door`,
  token: (mall) => ({ role: 'greeter', mall }),
  ready: 'main',
  sizes: [
    [1280, 800],
    [800, 1280],
  ],
};

export const manager: Screen = {
  name: 'hall',
  path: (mall) => `/m/${mall}/hall`,
  token: (mall) => ({ role: 'manager', mall }),
  ready: 'main',
  sizes: [
    [1366, 768],
    [390, 844],
  ],
};

export const planning: Screen = {
  name: 'planning',
  path: (mall) => `/m/${mall}/planning/plan`,
  token: (mall) => ({ role: 'manager', mall }),
  ready: 'main form',
  sizes: [
    [1366, 768],
    [390, 844],
  ],
};

/** The halls in which screens are looked at. */
export const malls = ['sepi', 'ramai', 'panjang'] as const; // Nobody, many, names of 120 letters.

export const screens = [board, kiosk, counter, door, manager, planning];

/** Opens a screen of a mall and waits until it shows the hall. */
export const openScreen = async (
  screen: Screen,
  mall: string,
  wish: { size?: Size; language?: Language } = {},
): Promise<Watched> => {
  const size = wish.size ?? screen.sizes[0] ?? [1280, 800];
  const token = screen.token === undefined ? {} : { token: hall.token(screen.token(mall)) };
  const watched = await open(screen.path(mall), { ...wish, ...token, size });
  await ready(watched.page, screen);
  if (screen === counter) await sit(watched.page);
  return watched;
};

/** For `routes`: the server says that the mall has closed, and when it opens again. */
export const closedMall = (page: Page, mall: string): Promise<unknown> =>
  page.route(
    (url) => url.pathname === `/api/v1/malls/${mall}`,
    async (route) => {
      const response = await route.fetch();
      const told = (await response.json()) as { now: string };
      const next = `${new Date(Date.parse(told.now) + 86_400_000).toISOString().slice(0, 10)}T08:00:00+08:00`;
      await route.fulfill({ response, json: { ...told, open: false, next_open: next } });
    },
  );

/** Sits down at a counter, also where another test has left it open on its screen. */
export const sit = async (page: Page): Promise<void> => {
  const asking = /Menyiapkan loket|Getting the counter ready/;
  const takeOver = /Ambil alih loket ini|Take over this counter/;
  const label = page.locator('.doing > button .label');
  await label.filter({ hasNotText: asking }).waitFor();
  if (takeOver.test(await label.innerText())) await label.click();
  await label.filter({ hasNotText: takeOver }).waitFor();
};

export const ready = (page: Page, screen: Screen): Promise<void> =>
  page.locator(screen.ready).first().waitFor({ state: 'visible' });
