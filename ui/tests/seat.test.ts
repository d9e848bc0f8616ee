import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { Seat } from '../src/pages/counter/seat.svelte';

vi.hoisted(() => vi.stubGlobal('location', { pathname: '/m/paser/counter/5', origin: 'http://mall.test' }));

let answers: ((seq: number) => void)[];

beforeEach(() => {
  answers = [];
  const fetchOne = (): Promise<Response> =>
    new Promise((resolve) =>
      answers.push((seq) => resolve(new Response(JSON.stringify({ session: `of ${seq}`, seq }), { status: 201 }))),
    );
  vi.stubGlobal('fetch', fetchOne);
  vi.stubGlobal('addEventListener', () => undefined);
});
afterAll(() => vi.unstubAllGlobals());

const sessionOf = (counter: number, seq: number) => ({
  id: String(seq),
  name: 'counter',
  data: JSON.stringify({ seq, counter, has_session: true }),
});

/** A screen that has sat down at counter 5, as event 10. */
const seated = async (told: readonly number[] = []): Promise<Seat> => {
  const seat = new Seat({ mall: 'paser', number: 5 });
  await vi.waitUntil(() => answers.length === 1);
  for (const seq of told) seat.hear(sessionOf(5, seq));
  answers[0]?.(10);
  await vi.waitUntil(() => !seat.isBusy);
  return seat;
};

test('a screen keeps its counter when the hall tells of its own session, early or late', async () => {
  const early = await seated([9, 10]);
  expect(early.standing).toBe('mine');
  expect(early.session).toBe('of 10');

  answers = [];
  const late = await seated();
  late.hear(sessionOf(5, 10));
  late.hear(sessionOf(6, 11));
  expect(late.standing).toBe('mine');
});

test('a screen knows at once that another has taken its counter', async () => {
  const seat = await seated();
  seat.hear(sessionOf(5, 11));
  expect(seat.standing).toBe('taken');
  expect(seat.session).toBeNull();
});

test('a screen whose counter was taken before its own answer came knows it then', async () => {
  const seat = await seated([10, 11]);
  expect(seat.standing).toBe('taken');
});

test('a counter that was taken can be taken back', async () => {
  const seat = await seated([10, 11]);
  seat.takeOver();
  await vi.waitUntil(() => answers.length === 2);
  seat.hear(sessionOf(5, 12));
  answers[1]?.(12);
  await vi.waitUntil(() => !seat.isBusy);
  expect(seat.standing).toBe('mine');
});
