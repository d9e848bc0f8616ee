import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { counterFor, takeNumber, type Visit } from './crowd';
import { until } from './hall';
import { Proxy, type Way } from './proxy';
import { axeFaults, hall, mayOversleep, open, pressUntil, text } from './screen';
import { counter, door, kiosk, ready, screens, sit } from './screens';

const mall = 'jauh';
const agency = 'BPJS Kesehatan';
const service = 'bpjs-kes-01';

let proxy: Proxy;

afterEach(() => proxy.close());

const says = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();
const posts = (path: string) => proxy.asked.filter(({ what }) => what.startsWith('POST') && what.endsWith(path));
const answerPosts = (path: string, way: Way): void =>
  proxy.answer((asked) => (asked.startsWith('POST') && asked.endsWith(path) ? way : 'whole'));

/** The place of a number among those of its agency. */
const placeOf = (number: string): number => Number(number.split('-')[1]);

/** The kiosk with a service chosen: the next press takes a number. */
const atTheKiosk = async (): Promise<Page> => {
  const { page } = await open(kiosk.path(mall), { at: proxy.at, size: [1080, 1920], token: hall.token({ role: 'kiosk', mall }) });
  await ready(page, kiosk);
  await pressUntil(() => page.getByRole('button', { name: agency }).first().click(), page.getByText(text('page.kiosk.choose_service')));
  await pressUntil(() => page.locator('main ul [data-tile]').first().click(), page.getByText(text('page.kiosk.check_title')));
  return page;
};

const numberOnTicket = async (page: Page): Promise<string> => {
  await page.getByText(text('page.kiosk.your_number')).waitFor();
  return page.locator('article .number .unseen').first().innerText();
};

/** That many numbers were given out between two, and no more. */
const expectOnly = (count: number, before: Visit, after: Visit): void =>
  expect(placeOf(after.number) - placeOf(before.number) - 1, `numbers between ${before.number} and ${after.number}`).toBe(count);

test.each(['late', 'half', 'cut'] as const)('a kiosk whose answer comes %s says so and takes one number for one press', async (way) => {
  proxy = await Proxy.before(hall);
  const before = await takeNumber(hall, mall, [service]);
  const page = await atTheKiosk();
  answerPosts('/visits', way);

  await pressUntil(() => page.locator('[data-take]').click(), page.locator('[data-take].asking'));
  await says(page, text('page.kiosk.slow'));
  expect(await axeFaults(page)).toEqual([]);
  await until(() => posts('/visits').length > 1, 'it does not ask again');
  proxy.release();

  expect(placeOf(await numberOnTicket(page))).toBe(placeOf(before.number) + 1);
  expect(new Set(posts('/visits').map(({ key }) => key)).size, 'keys of one press').toBe(1);
  expectOnly(1, before, await takeNumber(hall, mall, [service]));
});

test('a door whose answer comes late says so, and the same press again gives the same number', async () => {
  proxy = await Proxy.before(hall);
  const before = await takeNumber(hall, mall, [service]);
  const { page } = await open(door.path(mall), { at: proxy.at, token: hall.token({ role: 'greeter', mall }) });
  await ready(page, door);
  await page.getByLabel(text('page.door.search')).fill(agency);
  await page.getByRole('button', { name: text('page.door.add') }).first().click();
  const issue = page.getByRole('button', { name: text('page.door.issue'), exact: true });
  answerPosts('/visits', 'late');

  await issue.click();
  await page.getByRole('button', { name: text('page.state.waiting_server') }).waitFor();
  await says(page, text('page.state.unanswered'));
  expect(await axeFaults(page)).toEqual([]);
  proxy.release();
  await issue.click();

  await says(page, text('page.door.issued'));
  expectOnly(1, before, await takeNumber(hall, mall, [service]));
});

test('a counter whose answer comes late shows whom it called, and has called one', async () => {
  proxy = await Proxy.before(hall);
  const number = await counterFor(hall, mall, 'polres-01');
  const token = hall.token({ role: 'clerk', mall, counter: number });
  const { page } = await open(`/m/${mall}/counter/${number}`, { at: proxy.at, size: [1366, 620], token });
  await sit(page);
  await page.keyboard.press('F2');
  await page.locator('#scene', { hasText: text('page.counter.idle') }).waitFor();
  const [first] = [await takeNumber(hall, mall, ['polres-01']), await takeNumber(hall, mall, ['polres-01'])];
  answerPosts('/call', 'late');

  await page.keyboard.press('F2');
  await page.locator('.big', { hasText: first.number }).waitFor();
  await page.keyboard.press('F2');
  expect(await axeFaults(page)).toEqual([]);
  proxy.release();

  const scene = (words: string) => page.locator('#scene', { hasText: words });
  await pressUntil(() => page.keyboard.press('F4'), scene(text('page.counter.serving')));
  expect(posts('/call')).toHaveLength(1);
  await pressUntil(() => page.keyboard.press('F6'), scene(text('page.counter.idle')));
});

test('what is answered by half is told on every screen, and each recovers by itself', async () => {
  proxy = await Proxy.before(hall);
  const visit = await takeNumber(hall, mall, [service]);
  const pages: Page[] = [];
  for (const screen of screens) {
    const token = screen.token === undefined ? {} : { token: hall.token(screen.token(mall)) };
    const { page } = await open(screen.path(mall), { at: proxy.at, ...token });
    await ready(page, screen);
    if (screen === counter) await sit(page);
    pages.push(page);
  }
  const { page: phone } = await open(`/k/${visit.code}`, { at: proxy.at, size: [360, 640] });
  const lost = /Sambungan terputus sejak \d\d\.\d\d/;

  proxy.answer((asked) => (asked.startsWith('GET') && !asked.endsWith('.woff2') ? 'half' : 'whole'));
  const { number } = await takeNumber(hall, mall, [service]); // A reason to ask.
  await Promise.all(pages.map((page) => page.getByText(lost).first().waitFor()));
  await hall.post(`/api/v1/visits/${visit.code}/cancel`, { reason: 'pulang' }, '');
  await says(phone, text('follow.offline'));

  proxy.release();
  await Promise.all(pages.map((page) => page.getByText(lost).first().waitFor({ state: 'hidden' })));
  await phone.locator('main').getByText(text('follow.cancelled')).waitFor();
  await phone.getByText(text('follow.offline')).waitFor({ state: 'hidden' });
  await says(pages[screens.indexOf(door)] as Page, number);
});

const streams = () => proxy.asked.filter(({ what }) => what.includes('/events'));

/** The link went while the machine slept, and nobody said so. */
const sleep = async (page: Page): Promise<void> => {
  await until(() => streams().length === 1, 'the screen follows nothing');
  proxy.silence();
  await page.evaluate(() => (document.documentElement.dataset['slept'] = String(3_600_000)));
};

test.each(screens)('a $name whose link went without a word takes it up when it wakes', async (screen) => {
  proxy = await Proxy.before(hall);
  const token = screen.token === undefined ? {} : { token: hall.token(screen.token(mall)) };
  const { page } = await open(screen.path(mall), { at: proxy.at, ...token, before: mayOversleep });
  await ready(page, screen);
  await sleep(page);
  await until(() => streams().length > 1, 'it goes on listening to nobody', 20_000);
});

test('a phone whose link went without a word takes it up when it wakes, and shows what has become of the visit', async () => {
  proxy = await Proxy.before(hall);
  const visit = await takeNumber(hall, mall, [service]);
  const { page } = await open(`/k/${visit.code}`, { at: proxy.at, size: [360, 640], before: mayOversleep });
  await sleep(page);
  await hall.post(`/api/v1/visits/${visit.code}/cancel`, { reason: 'pulang' }, '');
  await page.locator('main').getByText(text('follow.cancelled')).waitFor();
});
