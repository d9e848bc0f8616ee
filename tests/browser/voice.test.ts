import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OwnHall, until } from './hall';
import { open, text } from './screen';

const mall = 'sepi';
const service = 'disdukcapil-01';
const clerks = [1, 2, 3];

let fast: OwnHall; // A sentence that is said twice takes a second of ours.

beforeAll(async () => {
  fast = await OwnHall.make(16);
  for (const counter of clerks) await act(counter, 'open');
});

afterAll(() => fast.remove());

const clerk = (counter: number): string => fast.token({ role: 'clerk', mall, counter });

const act = <Answer>(counter: number, what: string): Promise<Answer> =>
  fast.post<Answer>(`/api/v1/malls/${mall}/counters/${counter}/${what}`, {}, clerk(counter));

interface Called {
  readonly visit: { readonly number: string };
}

/** Takes a number and has it called; gives the number. */
const called = async (counter: number): Promise<string> => {
  const door = fast.token({ role: 'greeter', mall });
  await fast.post(`/api/v1/malls/${mall}/visits`, { services: [service] }, door);
  const { visit } = await act<Called>(counter, 'call');
  return visit.number;
};

const free = async (counter: number): Promise<void> => {
  await act(counter, 'start');
  await act(counter, 'finish');
};

interface Heard {
  readonly page: Page;
  readonly said: string[]; // Ids, in the order in which the server was told.
}

const boardAt = async (device: string, before?: () => void): Promise<Heard> => {
  const token = fast.token({ role: 'board', mall, device });
  const { page } = await open(`/m/${mall}/board`, { at: fast, size: [1920, 1080], token, ...(before === undefined ? {} : { before }) });
  const said: string[] = [];
  page.on('request', (request) => {
    const id = /announcements\/([^/]+)\/heard/.exec(request.url())?.[1];
    if (id !== undefined) said.push(id);
  });
  return { page, said };
};

const heardOn = async (counter: number): Promise<number> => {
  const { current } = await fast.get<{ current: { heard_on: number } | null }>(
    `/api/v1/malls/${mall}/counters/${counter}`,
    clerk(counter),
  );
  return current?.heard_on ?? 0;
};

const speaks = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const sound = document.querySelector('audio');
    return sound !== null && sound.volume === 1 && sound.currentTime > 0 && sound.error === null;
  });

const isSpeaker = (device: string): Promise<boolean> =>
  fast
    .get<{ devices: { device: string; speaks: boolean }[] }>(
      `/api/v1/malls/${mall}/devices`,
      fast.token({ role: 'manager', mall }),
    )
    .then(({ devices }) => devices.some((one) => one.device === device && one.speaks));

describe('the voice of a board', () => {
  test('says a call, and the counter knows on how many boards it was heard', async () => {
    const { page, said } = await boardAt('layar-1');
    await until(() => isSpeaker('layar-1'), 'the board does not speak');

    const number = await called(1);

    await page.locator('.call', { hasText: number }).waitFor();
    await until(() => speaks(page), 'no sound is played');
    await until(async () => (await heardOn(1)) === 1, 'the server does not know that it was heard');
    await until(() => said.length === 1, 'the board has not told the server');
    await free(1);
  });

  test('says calls one after the other, and nothing again when it is loaded anew', async () => {
    const { page, said } = await boardAt('layar-1');
    await until(() => isSpeaker('layar-1'), 'the board does not speak');

    for (const counter of clerks) await called(counter);
    await until(() => said.length === clerks.length, `of three calls it has said ${said.join()}`);
    expect([...said].sort()).toEqual(said);

    await page.reload();
    await until(() => isSpeaker('layar-1'), 'the board does not speak');
    const again = await called(await freed(1));
    await page.locator('.call', { hasText: again }).waitFor();
    await until(() => said.length === clerks.length + 1, 'the next call is not said');
    expect(new Set(said).size).toBe(said.length);
    for (const counter of clerks) await free(counter);
  });

  test('asks again for a sound that did not come', async () => {
    const { page, said } = await boardAt('layar-1');
    await until(() => isSpeaker('layar-1'), 'the board does not speak');
    let asked = 0;
    await page.route('**/audio/*.wav', async (route) => {
      asked += 1;
      if (asked === 1) await route.abort();
      else await route.continue();
    });

    await called(3);

    await until(() => said.length === 1, 'the call is not said');
    expect(asked).toBeGreaterThan(1);
    await free(3);
  });

  test('is refused until somebody touches the screen, and says so', async () => {
    const { page, said } = await boardAt('layar-1', () => {
      let isTouched = false; // The browser's own account counts what a test asks of the page as a touch.
      addEventListener('pointerdown', () => (isTouched = true), { capture: true });
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
        if (isTouched) return play.call(this);
        return Promise.reject(new DOMException('', 'NotAllowedError'));
      };
    });
    await page.getByText(text('page.board.muted')).waitFor();
    expect(said).toEqual([]);

    await page.mouse.click(400, 400);

    await page.getByText(text('page.board.muted')).waitFor({ state: 'detached' });
    await until(() => isSpeaker('layar-1'), 'the board does not speak');
    await called(2);
    await until(() => said.length === 1, 'the call is not said');
    await free(2);
  });
});

async function freed(counter: number): Promise<number> {
  await free(counter);
  return counter;
}
