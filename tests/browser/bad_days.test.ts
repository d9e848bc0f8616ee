import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeNumber } from './crowd';
import { OwnHall } from './hall';
import { axeFaults, hall, open, pressUntil, text } from './screen';
import { board, counter, door, kiosk, manager, planning, ready, screens, sit } from './screens';

const says = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();

describe('a server that is gone', () => {
  let own: OwnHall;

  beforeAll(async () => {
    own = await OwnHall.make();
  });

  afterAll(() => own.remove());

  test('is told in words on every screen, and each recovers by itself', async () => {
    const visit = await takeNumber(own, 'paser', ['disdukcapil-01']);
    const pages = new Map<string, Page>();
    for (const screen of screens) {
      const token = screen.token === undefined ? {} : { token: own.token(screen.token('paser')) };
      const { page } = await open(screen.path('paser'), { at: own, ...token });
      await ready(page, screen);
      if (screen === counter) await sit(page);
      pages.set(screen.name, page);
    }
    const { page: phone } = await open(`/k/${visit.code}`, { at: own, size: [360, 640] });
    const lost = /Sambungan terputus sejak \d\d\.\d\d/;

    own.kill();
    await Promise.all([...pages.values()].map((page) => page.getByText(lost).first().waitFor()));
    await says(phone, text('follow.offline'));
    for (const page of [...pages.values(), phone]) expect(await axeFaults(page)).toEqual([]);

    await own.start();
    const next = await takeNumber(own, 'paser', ['disdukcapil-01']);
    await Promise.all([...pages.values()].map((page) => page.getByText(lost).first().waitFor({ state: 'hidden' })));
    await phone.getByText(text('follow.offline')).waitFor({ state: 'hidden' });
    await says(pages.get('door') as Page, next.number);
  });
});

describe('a token', () => {
  test.each([counter, door, manager, planning])('that is wrong is told on the $name', async (screen) => {
    const { page } = await open(screen.path('sepi'), { token: 'gerai_wrong' });
    await says(page, text('page.state.bad_token'));
    expect(await axeFaults(page)).toEqual([]);
  });

  test('that is missing is told on the hall', async () => {
    const { page } = await open(manager.path('sepi'));
    await says(page, text('page.state.bad_token'));
  });

  test('that has run out is told on the hall', async () => {
    const token = hall.token({ role: 'manager', mall: 'sepi', ttl: '5s' });
    const { page } = await open(manager.path('sepi'), { token });
    await page.getByText(text('page.hall.title')).first().waitFor();
    await says(page, text('page.state.bad_token'));
  });

  test.each([counter, manager, door, planning])('without the right is told on the $name', async (screen) => {
    const { page } = await open(screen.path('sepi'), { token: hall.token({ role: 'kiosk', mall: 'sepi' }) });
    await says(page, text('page.state.forbidden'));
    expect(await axeFaults(page)).toEqual([]);
  });

  test('without the right is told on the kiosk when a number is asked for', async () => {
    const { page } = await open(kiosk.path('sepi'), { token: 'gerai_wrong' });
    const agency = page.getByRole('button', { name: 'BPJS Kesehatan' }).first();
    await pressUntil(() => agency.click(), page.getByText(text('page.kiosk.choose_service')));
    const service = page.locator('main ul [data-tile]').first();
    await pressUntil(() => service.click(), page.getByText(text('page.kiosk.check_title')));
    await pressUntil(() => page.locator('[data-take]').click(), page.getByText(text('page.kiosk.not_allowed')));
    expect(await axeFaults(page)).toEqual([]);
  });

  test('leaves the address and is known when the page is loaded again', async () => {
    const token = hall.token({ role: 'manager', mall: 'sepi' });
    const { page } = await open(manager.path('sepi'), { token });
    await ready(page, manager);
    expect(page.url()).not.toContain('token');
    await page.reload();
    await ready(page, manager);
    await page.getByText(text('page.hall.todo')).waitFor();
  });
});

describe('an address', () => {
  test.each(screens)('of an unknown mall is told on the $name', async (screen) => {
    const token = hall.token({ role: 'manager', mall: 'sepi' });
    const { page } = await open(screen.path('tiada'), { token });
    await says(page, screen === counter ? text('page.unknown_counter') : text('page.unknown_mall'));
    expect(await axeFaults(page)).toEqual([]);
  });

  test('of a zone that is not there is told on the board', async () => {
    const { page } = await open(`${board.path('sepi')}?zone=tiada`);
    await says(page, text('page.board.unknown_zone'));
  });
});
