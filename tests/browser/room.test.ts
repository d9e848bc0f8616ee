import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFaults, hall, open, text } from './screen';
import { board, door, manager, openScreen } from './screens';

const mall = 'paser';
const base = `/api/v1/malls/${mall}`;
const silence = 60_000; // A device is silent after 45 s of the machine.

const says = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name });

const askHelp = (place: string): Promise<unknown> => hall.post(`${base}/help`, {}, hall.token({ role: 'kiosk', mall, device: place }));

test('the door sees at once who asks for a person, and says that one came', async () => {
  const watched = await openScreen(door, mall, { size: [800, 1280] });
  const { page } = watched;
  await askHelp('Anjungan 1');
  await says(page, text('page.door.help'));
  expect(await axeFaults(page)).toEqual([]);

  await button(page, text('page.help.given_which', { place: 'Anjungan 1' })).click();
  await says(page, text('page.help.thanks', { place: 'Anjungan 1' }));
  await page.getByText(text('page.door.help')).waitFor({ state: 'detached' });
  expect(watched.faults).toEqual([]);
});

test('the manager sees it before all else, and closes it too', async () => {
  const { page, faults } = await openScreen(manager, mall);
  await askHelp('Anjungan 2');
  await page.locator('.todo li').first().getByText(text('page.hall.todo_go', { place: 'Anjungan 2' })).waitFor();
  expect(await axeFaults(page)).toEqual([]);

  await button(page, text('page.help.given_which', { place: 'Anjungan 2' })).click();
  await says(page, text('page.help.thanks', { place: 'Anjungan 2' }));
  await page.getByText(text('page.hall.todo_go', { place: 'Anjungan 2' })).waitFor({ state: 'detached' });
  expect(faults, 'no day is asked for that never was').toEqual([]);
});

test('a notice is written, stands on the board in both languages, and is withdrawn', async () => {
  const { page } = await openScreen(manager, mall);
  const [said, english] = ['Loket 5 pindah ke lantai 2.', 'Counter 5 has moved to floor 2.'];
  await button(page, text('page.hall.notice_write')).click();
  await button(page, text('page.hall.notice_post')).click();
  await says(page, text('page.hall.notice_error_text'));
  expect(await axeFaults(page)).toEqual([]);

  await page.getByLabel(text('page.hall.notice_text')).fill(said);
  await page.getByLabel(text('page.hall.notice_text_en')).fill(english);
  await page.getByLabel(text('page.hall.notice_end')).fill('0700');
  await button(page, text('page.hall.notice_post')).click();
  await page.getByRole('alert').getByText(/^Kesalahan: tulis jam/).waitFor();
  await page.getByLabel(text('page.hall.notice_end')).fill('23.30');
  await button(page, text('page.hall.notice_post')).click();
  await says(page, text('page.hall.notice_posted'));
  await says(page, text('page.hall.notice_until', { time: '23.30' }));
  expect(await axeFaults(page)).toEqual([]);

  const { page: shown } = await openScreen(board, mall);
  const { page: inEnglish } = await openScreen(board, mall, { language: 'en' });
  await says(shown, said);
  await says(inEnglish, english);

  await button(page, text('page.hall.notice_withdraw_which', { text: said })).click();
  await says(page, text('page.hall.notice_withdrawn'));
  await says(page, text('page.hall.notices_none'));
  await shown.getByText(said).waitFor({ state: 'detached' });
});

test('a board without sound is an alarm; one that is silent is missed until it was taken away', async () => {
  const report = (sound: string): Promise<unknown> =>
    hall.post(`${base}/devices/self/state`, { sound }, hall.token({ role: 'board', mall, device: 'layar-lama' }));
  await report('blocked');
  const { page, faults } = await openScreen(manager, mall);
  const list = page.locator('.second li', { hasText: 'layar-lama' });
  await says(page, text('page.hall.todo_no_sound', { device: 'layar-lama' }));
  await list.getByText(text('page.hall.device_blocked')).waitFor();

  await list.getByText(text('page.hall.device_silent')).waitFor({ timeout: silence + 60_000 });
  await says(page, text('page.hall.todo_silent_device', { device: 'layar-lama' }));
  expect(await axeFaults(page)).toEqual([]);
  await list.getByRole('button', { name: text('page.hall.device_forget_which', { device: 'layar-lama' }) }).click();
  await says(page, text('page.hall.device_forgotten', { device: 'layar-lama' }));
  await list.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('a floor of the large mall is short on a phone', async () => {
  const token = hall.token({ role: 'manager', mall: 'badung' });
  const { page } = await open(manager.path('badung'), { size: [360, 800], token });
  const plan = page.locator('.blocks');
  await plan.waitFor();
  expect((await plan.boundingBox())?.height).toBeLessThan(3_200);
  expect((await page.locator('.blocks [data-state]').first().boundingBox())?.height).toBeGreaterThanOrEqual(44);
});
