import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { until } from './hall';
import { axeFaults, hall, open, pressUntil, text } from './screen';
import { board, kiosk, manager, openScreen, sit } from './screens';

const mall = 'badung';
const first = { service: 'disdukcapil-01', words: 'ktp' };
const second = { service: 'bpjs-kes-01', words: 'bpjs' };

const atCounter = async (number: number): Promise<Page> => {
  const token = hall.token({ role: 'clerk', mall, counter: number });
  const { page } = await open(`/m/${mall}/counter/${number}`, { size: [1366, 620], token });
  await sit(page);
  await page.keyboard.press('F2');
  await scene(page, text('page.counter.idle'));
  return page;
};

const scene = (page: Page, words: string): Promise<void> => page.locator('#scene', { hasText: words }).waitFor();
const inHand = (page: Page, number: string): Promise<void> => page.locator('.big', { hasText: number }).waitFor();

/** Adds a service to the visit, from the first page of the kiosk on. */
const addService = async (page: Page, words: string, service: string): Promise<void> => {
  await pressUntil(() => page.getByText(text('page.kiosk.search_for')).click(), page.locator('#words'));
  await page.locator('#words').fill(words);
  const found = page.locator('main [data-tile]', { hasText: service }).first();
  await pressUntil(() => found.click(), page.getByText(text('page.kiosk.check_title')));
};

const duties = async (): Promise<{ speaks: boolean }[]> => {
  const { devices } = await hall.get<{ devices: { speaks: boolean }[] }>(
    `/api/v1/malls/${mall}/devices`,
    hall.token({ role: 'manager', mall }),
  );
  return devices;
};

/** The real state of the page's audio element. */
const isSounding = (): boolean => {
  const sound = document.querySelector('audio');
  return sound !== null && !sound.paused && sound.volume === 1 && sound.currentTime > 0 && sound.error === null;
};

const nameOf = async (id: string): Promise<string> => {
  const { services } = await hall.get<{ services: { id: string; name: string }[] }>(`/api/v1/malls/${mall}/services`);
  return services.find((one) => one.id === id)?.name ?? '';
};

test('a visitor of two agencies is called at both, seen on the board and the phone, and rates', async () => {
  const [clerk, other] = [await counterFor(hall, mall, first.service), await counterFor(hall, mall, second.service)];
  const [atFirst, atSecond] = [await atCounter(clerk), await atCounter(other)];
  const speaking = hall.token({ role: 'board', mall, device: 'layar-cerita' });
  const { page: screen } = await open(board.path(mall), { size: [1920, 1080], token: speaking });
  await until(async () => (await duties()).some(({ speaks }) => speaks), 'no board speaks');
  const { page: plan } = await openScreen(manager, mall);
  const cell = (number: number) => plan.locator('.cell', { hasText: text('page.hall.counter', { counter: number }) });

  // One number for both, at the kiosk.
  const { page: taking } = await openScreen(kiosk, mall, { size: [1080, 1920] });
  await addService(taking, first.words, await nameOf(first.service));
  await pressUntil(() => taking.getByText(text('page.kiosk.add_service')).click(), taking.locator('.home'));
  await addService(taking, second.words, await nameOf(second.service));
  await pressUntil(() => taking.locator('[data-take]').click(), taking.getByText(text('page.kiosk.your_number')));
  const number = await taking.locator('article .number .unseen').first().innerText();
  const code = (await taking.locator('article .code').innerText()).replace(/\s/g, '');
  const later = await takeNumber(hall, mall, [second.service]);

  const { page: phone } = await open(`/k/${code}`, { size: [360, 640] });
  await phone.getByText(text('follow.next')).waitFor();

  // The first counter calls; the board and the phone say where to go.
  await atFirst.keyboard.press('F2');
  await inHand(atFirst, number);
  await screen.locator('.call', { hasText: number }).waitFor();
  expect(await screen.locator('.call .counter').innerText()).toBe(String(clerk));
  await phone.locator('main').getByText(text('follow.called', { counter: clerk })).waitFor();

  // It is heard: the sound plays, the server is told by its id, and the clerk knows.
  const told = screen.waitForRequest(/announcements\/[^/]+\/heard$/);
  await until(() => screen.evaluate(isSounding), 'the board plays nothing');
  expect((await (await told).response())?.status()).toBe(200);
  await atFirst.getByText(text('page.counter.heard_on', { count: 1 })).waitFor();

  await atFirst.keyboard.press('F4');
  await scene(atFirst, text('page.counter.serving'));
  await cell(clerk).getByText(number).waitFor();

  // The second counter passes the visitor over and says so.
  await atSecond.keyboard.press('F2');
  await inHand(atSecond, later.number);
  await atSecond.getByText(text('page.counter.passed', { number, reason: text('page.counter.passed_busy_elsewhere') })).waitFor();
  await screen.locator('.rows', { hasText: later.number }).waitFor(); // At once; in large when the voice has come to it.
  await screen.locator('.call', { hasText: later.number }).waitFor();
  await screen.locator('.rows', { hasText: number }).waitFor();
  await atSecond.keyboard.press('F4');
  await scene(atSecond, text('page.counter.serving'));
  await atSecond.keyboard.press('F6');
  await scene(atSecond, text('page.counter.idle'));

  // Finished at the first, called by the second.
  await atFirst.keyboard.press('F6');
  await scene(atFirst, text('page.counter.idle'));
  await atSecond.keyboard.press('F2');
  await inHand(atSecond, number);
  await phone.locator('main').getByText(text('follow.called', { counter: other })).waitFor();
  await cell(other).getByText(number).waitFor();
  await atSecond.keyboard.press('F4');
  await scene(atSecond, text('page.counter.serving'));
  await atSecond.keyboard.press('F6');
  await scene(atSecond, text('page.counter.idle'));

  // Rated on the phone.
  await phone.locator('main').getByText(text('follow.done')).waitFor();
  expect(await axeFaults(phone)).toEqual([]);
  await phone.getByRole('button', { name: text('follow.score_4') }).first().click();
  await phone.locator('main').getByText(text('follow.rated', { score: text('follow.score_4') })).waitFor();
  await plan.getByText(text('page.hall.nobody_waits')).first().waitFor();
});
