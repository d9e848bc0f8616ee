import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';
import en from '../../messages/en.json';
import id from '../../messages/id.json';
import { Hall } from './hall';

export type Language = 'id' | 'en';
export type Size = readonly [width: number, height: number];

/** The hall that nearly all tests share. */
export const hall = new Hall(inject('place'));

/** A text of the catalogue, with what it is given in its places. */
export const text = (
  key: keyof typeof id,
  given: Record<string, string | number> = {},
  language: Language = 'id',
): string => {
  const words = language === 'id' ? id[key] : en[key];
  return words.replace(/\{(\w+)\}/g, (place, name: string) => String(given[name] ?? place));
};

/** What went wrong in a page that nobody may see: errors of its script, requests to elsewhere. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
}

const patience = 60_000; // A small machine with a build beside it takes its time.

let browser: Promise<Browser> | null = null;
const opened: Page[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});

afterAll(async () => {
  await (await browser)?.close();
});

interface Wish {
  readonly size?: Size;
  readonly language?: Language;
  readonly token?: string;
  readonly at?: Hall;
  readonly touch?: boolean;
  readonly script?: boolean;
  readonly before?: (() => void) | string; // Done in the page before its own scripts.
  readonly routes?: (page: Page) => Promise<unknown>; // What becomes of its requests; it is not waited for until all came.
}

/** What a screen asks for knowingly: a session that another screen has, a forecast that is still being made. */
const isExpected = (line: string): boolean => /^(409 .*\/session|503 .*\/planning\/forecast)$/.test(line);

const watch = (page: Page, own: string): Watched => {
  const faults: string[] = [];
  page.on('console', (message) => {
    const isNetwork = message.text().startsWith('Failed to load resource'); // Told below, with its address.
    if (['error', 'warning'].includes(message.type()) && !isNetwork) faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    const line = `${response.status()} ${response.url()}`;
    if (response.status() >= 400 && !isExpected(line)) faults.push(line);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`asked elsewhere: ${url}`);
  });
  return { page, faults };
};

/** Opens a screen in a browser that knows nothing yet. */
export const open = async (path: string, wish: Wish = {}): Promise<Watched> => {
  browser ??= chromium.connect(inject('browser'));
  const [width, height] = wish.size ?? [1280, 800];
  const context = await (await browser).newContext({
    viewport: { width, height },
    hasTouch: wish.touch ?? false,
    javaScriptEnabled: wish.script ?? true,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  if (wish.before !== undefined) await page.addInitScript(wish.before);
  await wish.routes?.(page);
  opened.push(page);
  const at = wish.at ?? hall;
  const watched = watch(page, at.address);
  const query = wish.language === 'en' ? `${path.includes('?') ? '&' : '?'}lang=en` : '';
  const token = wish.token === undefined ? '' : `#token=${wish.token}`;
  await page.goto(at.address + path + query + token, { waitUntil: wish.routes === undefined ? 'load' : 'commit' });
  return watched;
};

/** For `before`: the clock of the device goes on by as many milliseconds as the page is said to have slept. */
export const mayOversleep = (): void => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + Number(document.documentElement.dataset['slept'] ?? 0);
};

/** Presses until it shows: a kiosk takes two presses that follow each other at once for a bounce. */
export const pressUntil = async (press: () => Promise<void>, shown: Locator): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) {
    await press();
    const isShown = await shown.waitFor({ timeout: 700 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  await shown.waitFor();
};

/** What axe finds: each rule with the first element that breaks it. */
export const axeFaults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id: rule, nodes }) => {
    const first = nodes[0];
    return `${rule} (${nodes.length}): ${String(first?.target)} ${first?.html.slice(0, 160)} ${first?.failureSummary ?? ''}`;
  });
};

/** Waits until the page has all that it asked for and stands still. */
export const settled = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

/**
 * What reaches beyond the page's sides: anything where the page can be pushed sideways, and targets
 * that are cut off where it cannot. What is scrolled inside a part of the page is not meant.
 */
export const wideParts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const isScrolled = (one: Element | null): boolean =>
      one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || isScrolled(one.parentElement));
    const among = root.scrollWidth > root.clientWidth ? 'body *' : 'button, a, input, select, h1, h2';
    return [...document.querySelectorAll(among)]
      .map((one) => ({ one, right: Math.round(one.getBoundingClientRect().right) }))
      .filter(({ one, right }) => right > root.clientWidth + 1 && !isScrolled(one.parentElement))
      .slice(0, 4)
      .map(({ one, right }) => `${one.outerHTML.slice(0, 80)} ends at ${right} of ${root.clientWidth}`);
  });

/** Nothing is wrong with a page that is ready. */
export const expectSound = async ({ page, faults }: Watched): Promise<void> => {
  await settled(page);
  expect(await wideParts(page), 'what has to be pushed sideways').toEqual([]);
  expect(await axeFaults(page), 'what axe finds').toEqual([]);
  expect(faults, 'errors and requests to elsewhere').toEqual([]);
};
