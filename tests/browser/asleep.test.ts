import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { counterFor, takeNumber } from './crowd';
import { OwnHall, until } from './hall';
import { mayOversleep, open, text } from './screen';
import { board, sit } from './screens';

const mall = 'sepi';
const service = 'disdukcapil-01'; // Of the first three counters.
const clerks = [1, 2, 3];
const other = 'polres-01';
const hour = 3_600_000;
const minute = 60_000;

let fast: OwnHall; // A minute takes four seconds.

beforeAll(async () => {
  fast = await OwnHall.make(16);
  for (const counter of clerks) await act(counter, 'open');
});

afterAll(() => fast.remove());

const act = <Answer>(counter: number, what: string): Promise<Answer> =>
  fast.post<Answer>(`/api/v1/malls/${mall}/counters/${counter}/${what}`, {}, fast.token({ role: 'manager', mall }));

/** Takes a number and has it called; gives the number. */
const called = async (counter: number): Promise<string> => {
  await fast.post(`/api/v1/malls/${mall}/visits`, { services: [service] }, fast.token({ role: 'greeter', mall }));
  const { visit } = await act<{ visit: { number: string } }>(counter, 'call');
  return visit.number;
};

const hallNow = async (): Promise<number> => {
  const { now } = await fast.get<{ now: string }>(`/api/v1/malls/${mall}`);
  return Date.parse(now);
};

/** Waits until so many minutes of the hall have passed. */
const pass = async (minutes: number): Promise<void> => {
  const then = (await hallNow()) + minutes * minute;
  await until(async () => (await hallNow()) > then, 'the clock of the hall stands');
};

/** No script of the page runs meanwhile, as under a closed lid; on the clock of the device it was an hour. */
const sleepWhile = async (page: Page, meanwhile: () => Promise<void>): Promise<void> => {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Debugger.enable');
  const stands = new Promise<string>((resolve) => {
    tools.once('Debugger.paused', ({ callFrames }) => resolve(callFrames[0]?.callFrameId ?? ''));
  });
  await tools.send('Debugger.pause');
  const callFrameId = await stands;
  await meanwhile();
  const expression = `document.documentElement.dataset.slept = '${hour}'`;
  await tools.send('Debugger.evaluateOnCallFrame', { callFrameId, expression });
  await tools.send('Debugger.resume');
};

const heardOn = async (counter: number): Promise<number> => {
  const manager = fast.token({ role: 'manager', mall });
  const { current } = await fast.get<{ current: { heard_on: number } | null }>(`/api/v1/malls/${mall}/counters/${counter}`, manager);
  return current?.heard_on ?? 0;
};

const isSpeaker = async (): Promise<boolean> => {
  const manager = fast.token({ role: 'manager', mall });
  const { devices } = await fast.get<{ devices: { speaks: boolean }[] }>(`/api/v1/malls/${mall}/devices`, manager);
  return devices.some(({ speaks }) => speaks);
};

test('a board that slept shows the hall as it is, and says nothing that is old', async () => {
  const token = fast.token({ role: 'board', mall, device: 'layar-1' });
  const { page } = await open(board.path(mall), { at: fast, size: [1920, 1080], token, before: mayOversleep });
  const said: string[] = [];
  page.on('request', (request) => {
    if (/announcements\/[^/]+\/heard/.test(request.url())) said.push(request.url());
  });
  await until(isSpeaker, 'the board does not speak');
  const before = await called(1);
  await page.locator('.call', { hasText: before }).waitFor();
  await until(() => said.length === 1, 'the first call is not said');

  let [first, last] = ['', ''];
  await sleepWhile(page, async () => {
    [first, last] = [await called(2), await called(3)];
    await pass(1); // What is older than 20 seconds is not said.
  });

  await page.locator('.call', { hasText: last }).waitFor();
  await page.locator('.rows', { hasText: first }).waitFor();
  for (const what of ['start', 'finish']) await act(1, what);
  const after = await called(1);
  await page.locator('.call', { hasText: after }).waitFor();
  await until(() => said.length > 1, 'the call after the sleep is not said');
  await until(async () => (await heardOn(1)) === 1, 'the next call is not said');
  expect(said, 'what was said').toHaveLength(2);
});

test('a counter that slept shows who waits, and how long', async () => {
  const number = await counterFor(fast, mall, other);
  const token = fast.token({ role: 'clerk', mall, counter: number });
  const { page } = await open(`/m/${mall}/counter/${number}`, { at: fast, size: [1366, 620], token, before: mayOversleep });
  await sit(page);

  let taken = '';
  await sleepWhile(page, async () => {
    await act(number, 'open');
    ({ number: taken } = await takeNumber(fast, mall, [other]));
    await pass(2);
  });

  await page.locator('#scene', { hasText: text('page.counter.idle') }).waitFor();
  await page.locator('.waiting', { hasText: taken }).waitFor();
  await page.locator('.waiting td', { hasText: /^\d+ mnt$/ }).first().waitFor();
});
