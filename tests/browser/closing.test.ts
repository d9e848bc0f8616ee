import { expect, test } from 'vitest';
import { counterFor, takeNumber } from './crowd';
import { axeFaults, hall, open, type Size, text } from './screen';
import { board, closedMall } from './screens';

const mall = 'petang';
const service = 'disdukcapil-01';
const sizes: readonly Size[] = board.sizes;

test.each(sizes)('a board after closing shows whoever is still called or served, and then when the mall opens again (%ix%i)', async (...size) => {
  const manager = hall.token({ role: 'manager', mall });
  const counter = await counterFor(hall, mall, service);
  const act = (name: string): Promise<unknown> => hall.post(`/api/v1/malls/${mall}/counters/${counter}/${name}`, {}, manager);
  await takeNumber(hall, mall, [service]);
  await act('open');
  await act('call');

  const { page } = await open(board.path(mall), {
    size,
    token: hall.token({ role: 'board', mall, device: `layar-${size[0]}` }),
    routes: (page) => closedMall(page, mall),
  });
  const shown = page.locator('.now .counter').getByText(String(counter), { exact: true });
  await shown.waitFor();

  await act('start');
  await page.reload();
  await shown.waitFor();

  await act('finish');
  await act('close');
  await page.getByText(text('page.kiosk.mall_closed')).waitFor();
  await page.getByText(/^Buka lagi besok pukul 08\.00/).waitFor();
  expect(await shown.count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
});
