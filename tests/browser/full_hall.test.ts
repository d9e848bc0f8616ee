import { beforeAll, describe, expect, test } from 'vitest';
import { takeNumber } from './crowd';
import { expectSound, hall, open, text } from './screen';
import { board, counter, openScreen, screens } from './screens';

const mall = 'penuh';
const base = `/api/v1/malls/${mall}`;
const visitors = 400;
const atOneCounter = 60; // More than its screen lists.
const answeredWithin = 1_000; // Milliseconds, on a machine that does other things besides.

/** Takes numbers for a service until so many are taken, or it is full; gives how many. */
const fill = async (service: string, most: number): Promise<number> => {
  for (let taken = 0; taken < most; taken += 1) {
    const isTaken = await takeNumber(hall, mall, [service]).then(
      () => true,
      () => false,
    );
    if (!isTaken) return taken;
  }
  return most;
};

/** The services of today: those of the first counter, and the others. */
const offered = async (): Promise<{ own: string[]; others: string[] }> => {
  const { services } = await hall.get<{ services: { id: string; availability: string }[] }>(`${base}/services`);
  const { counters } = await hall.get<{ counters: { services: string[] }[] }>(base);
  const first = counters[0]?.services ?? [];
  const open = services.filter(({ availability }) => availability === 'open').map(({ id }) => id);
  return { own: open.filter((id) => first.includes(id)), others: open.filter((id) => !first.includes(id)) };
};

let waiting = 0;

beforeAll(async () => {
  await hall.post(`${base}/counters/1/open`, {}, hall.token({ role: 'manager', mall })); // One that is closed lists nobody.
  const { own, others } = await offered();
  for (const service of own) waiting += await fill(service, atOneCounter - waiting);
  while (waiting < visitors) {
    const before = waiting;
    for (const service of others) waiting += waiting < visitors ? await fill(service, 1) : 0;
    if (waiting === before) return; // All are full.
  }
});

const places = screens.flatMap((screen) => screen.sizes.map((size) => [screen.name, size.join('x'), screen, size] as const));

describe('with 400 waiting', () => {
  test('all of them are waiting', () => expect(waiting).toBe(visitors));

  test.each(places)('the %s is sound at %s', async (_, __, screen, size) => {
    await expectSound(await openScreen(screen, mall, { size }));
  });

  test.each([
    ['landscape', '', [1920, 1080]],
    ['portrait', '?inches=55&metres=6&portrait', [1080, 1920]],
  ] as const)('a board keeps the call, the rows and the queues apart: %s', async (_, query, size) => {
    const { page } = await open(board.path(mall) + query, { size });
    await page.getByText(text('page.board.queues')).waitFor();
    const [now, rows, aside] = await page.evaluate(() =>
      ['.now', '.rows', 'aside'].map((part) => {
        const { top, bottom } = document.querySelector(part)?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
        return { top, bottom };
      }),
    );
    expect(now?.bottom).toBeLessThanOrEqual((rows?.top ?? 0) + 1);
    expect(aside?.bottom).toBeLessThanOrEqual(size[1] + 1);
  });

  test.each([board, counter])('the $name says how many more there are than it lists', async (screen) => {
    const { page } = await openScreen(screen, mall);
    await page.getByText(/dan \d+ lagi/).first().waitFor();
  });

  test.each(['', '/board', '/services', '/counters/1', '/day', '/visits', '/counters'])(
    'what is asked for at %s comes within a second',
    async (path) => {
      const asked = performance.now();
      await hall.get(base + path, hall.token({ role: 'manager', mall }));
      expect(performance.now() - asked).toBeLessThan(answeredWithin);
    },
  );
});
