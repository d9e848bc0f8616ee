import { describe, expect, test } from 'vitest';
import { expectSound, hall, open, settled, text, wideParts } from './screen';

describe.each(['id', 'en'] as const)('the start page (%s)', (language) => {
  test('is sound', async () => {
    const watched = await open('/', { language });
    await watched.page.locator('[data-mall="badung"][data-ready]').waitFor();
    await expectSound(watched);
    expect(await watched.page.locator('h1').innerText()).toBe(text('start.trial_title', {}, language));
  });

  test('is sound at 320 px', async () => {
    const watched = await open('/', { language, size: [320, 640] });
    await expectSound(watched);
  });

  test('is there for an address that leads nowhere', async () => {
    const { page } = await open('/tiada/sini', { language });
    expect(await page.locator('h1').innerText()).toBe(text('start.unknown_title', {}, language));
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
    await page.getByRole('link', { name: text('start.to_start', {}, language) }).click();
    await page.locator('[data-mall]').first().waitFor();
  });
});

test.each(['kiosk', 'board', 'counter', 'door', 'hall'])('the start page opens the %s ready', async (screen) => {
  const { page, faults } = await open('/', { language: 'en' });
  const link = page.locator(`[data-mall="sepi"][data-ready] [data-screen="${screen}"]`);
  await link.click();
  await page.waitForURL(new RegExp(`/m/sepi/${screen}`));
  await page.locator('main').waitFor();
  await page.locator('main h1, main h2, header h1, #scene').first().waitFor();
  expect(page.url()).not.toContain('token');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.getByText(text('page.state.bad_token', {}, 'en')).count()).toBe(0);
  expect(faults).toEqual([]);
});

test('the language of the start page is remembered', async () => {
  const { page } = await open('/');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText(text('start.trial_title', {}, 'en')).waitFor();
  await page.goto(`${hall.address}/k`);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('a program that asks for an address that leads nowhere is told in JSON', async () => {
  const answer = await fetch(`${hall.address}/tiada`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
});
