import { afterAll, beforeAll, test } from 'vitest';
import type { Page } from 'playwright-core';
import { counterFor, takeNumber } from './crowd';
import { OwnHall, until } from './hall';
import { mayOversleep, open, text } from './screen';
import { sit } from './screens';

const mall = 'sepi';
const other = 'polres-01';
const hour = 3_600_000;
const minute = 60_000;

let fast: OwnHall; // A minute takes four seconds.

beforeAll(async () => {
  fast = await OwnHall.make(16);
}, 60_000);

afterAll(() => fast.remove());

const act = <Answer>(counter: number, what: string): Promise<Answer> =>
  fast.post<Answer>(`/api/v1/malls/${mall}/counters/${counter}/${what}`, {}, fast.token({ role: 'manager', mall }));

const hallNow = async (): Promise<number> => {
  const { now } = await fast.get<{ now: string }>(`/api/v1/malls/${mall}`);
  return Date.parse(now);
};

/** Waits until so many minutes of the hall have passed. */
const pass = async (minutes: number): Promise<void> => {
  const then = (await hallNow()) + minutes * minute;
  await until(async () => (await hallNow()) > then, 'the clock of the hall stands', 20_000);
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
