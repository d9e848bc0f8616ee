import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Live } from '#api/live.svelte';

beforeEach(() => vi.stubGlobal('fetch', () => new Promise(() => undefined))); // A stream that says nothing.
afterEach(() => vi.unstubAllGlobals());

interface Asked {
  answer(data: string): void;
  fail(): void;
}

/** Ends when all promises that are settled have been gone on with. */
const everythingThatWaits = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A source whose requests are answered by hand. */
const source = (): { live: Live<string>; asked: Asked[] } => {
  const asked: Asked[] = [];
  const load = (): Promise<{ data?: string; status: number }> =>
    new Promise((resolve, reject) => {
      asked.push({ answer: (data) => resolve({ data, status: 200 }), fail: () => reject(new Error('lost')) });
    });
  return { live: new Live<string>({ stream: '/events', load }), asked };
};

test('an answer that comes late does not take the place of a newer one', async () => {
  const { live, asked } = source();
  const again = live.refresh();

  asked[1]?.answer('newer');
  await again;
  asked[0]?.answer('older');
  await everythingThatWaits();

  expect(live.shown.data).toBe('newer');
  live.stop();
});

test('a request that failed leaves what was known', async () => {
  const { live, asked } = source();
  asked[0]?.answer('known');
  const again = live.refresh();

  asked[1]?.fail();
  await again;

  expect(live.shown.data).toBe('known');
  expect(live.shown.status).toBe(200);
  live.stop();
});

test('what is shown counts as old from an answer that did not come until one that does', async () => {
  const { live, asked } = source();
  asked[0]?.answer('known');
  await everythingThatWaits();
  expect(live.shown.lostSince).toBeNull();

  const again = live.refresh();
  asked[1]?.fail();
  await again;
  expect(live.shown.lostSince).not.toBeNull();

  const better = live.refresh();
  asked[2]?.answer('better');
  await better;
  expect(live.shown.lostSince).toBeNull();
  live.stop();
});
