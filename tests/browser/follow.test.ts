import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serve, takeNumber } from './crowd';
import { expectSound, hall, open, text } from './screen';

const mall = 'ikut';
const phone = [360, 640] as const;

describe.each(['id', 'en'] as const)('the page of a visit (%s)', (language) => {
  test('is sound', async () => {
    const visit = await takeNumber(hall, 'panjang', ['disdukcapil-01', 'bpjs-kes-01']);
    await expectSound(await open(`/k/${visit.code}`, { size: phone, language }));
  });

  test('is sound where a code is typed, at 320 px', async () => {
    await expectSound(await open('/k', { size: [320, 640], language }));
  });

  test('says in words that a code is unknown', async () => {
    const { page } = await open('/k/ABCD-EFGH', { size: phone, language });
    expect(await page.getByRole('alert').textContent()).toContain(text('follow.unknown', {}, language));
  });
});

describe.each([
  ['id', 'samsat-01'],
  ['en', 'polres-01'],
] as const)('a rating (%s)', (language, service) => {
  test('is one tap in place, and its reasons are ticked where they stand', async () => {
    const visit = await takeNumber(hall, mall, [service]);
    await serve(hall, mall, service);
    const watched = await open(`/k/${visit.code}`, { size: phone, language });
    const { page } = watched;
    await page.evaluate(() => document.body.setAttribute('data-same', ''));
    const face = (score: 1 | 4) => page.getByRole('button', { name: text(`follow.score_${score}`, {}, language), exact: true });
    const friendly = page.getByLabel(text('rating_reason.friendly', {}, language));

    await face(4).click();
    await friendly.check();
    await page.getByRole('button', { name: text('follow.reasons_send', {}, language) }).click();
    await page.locator('.rated', { hasText: text('rating_reason.friendly', {}, language) }).waitFor();
    expect(await friendly.isChecked()).toBe(true);
    expect(await page.locator('#news').textContent()).toContain(text('rating_reason.friendly', {}, language));
    await expectSound(watched);

    await face(1).click();
    await page.getByLabel(text('rating_reason.slow', {}, language)).waitFor();
    expect(await face(1).evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await friendly.count()).toBe(0);
    expect(await page.locator('body[data-same]').count(), 'the page is still the same').toBe(1);
    await expectSound(watched);
  });
});

test('what is being ticked stays when something else changes on the page', async () => {
  const services = ['bpjs-kes-01', 'disdukcapil-01'] as const;
  const visit = await takeNumber(hall, mall, services);
  await serve(hall, mall, services[0]);
  const { page } = await open(`/k/${visit.code}`, { size: phone });
  await page.getByRole('button', { name: text('follow.score_3'), exact: true }).click();
  await page.getByLabel(text('rating_reason.quick')).check();

  await serve(hall, mall, services[1]);

  await page.locator('h1', { hasText: text('follow.done') }).waitFor();
  expect(await page.getByLabel(text('rating_reason.quick')).isChecked()).toBe(true);
  expect(await page.locator('#news').textContent()).toContain(text('follow.done'));
});

test('a visit is found by its code, followed and cancelled without script', async () => {
  const visit = await takeNumber(hall, mall, ['disdukcapil-01']);
  const { page } = await open('/k', { size: phone, script: false });

  await page.getByLabel(text('follow.find_label')).fill(visit.short_code.toLowerCase());
  await page.getByRole('button', { name: text('follow.find') }).click();
  await page.getByText(visit.number, { exact: true }).waitFor();
  await page.locator('summary').click();
  await page.getByRole('button', { name: text('follow.cancel') }).click();

  await page.locator('main').getByText(text('follow.cancelled')).waitFor();
});

test('the page of a visit weighs at most 8 KB with its style, whatever stands on it', async () => {
  const services = ['disdukcapil-01', 'disdukcapil-02', 'bpjs-kes-01', 'bpjs-kes-02', 'samsat-01', 'polres-01'];
  const visit = await takeNumber(hall, 'panjang', services);
  const page = await (await fetch(`${hall.address}/k/${visit.code}`)).text();
  const style = /\/assets\/follow-[\w-]+\.css/.exec(page)?.[0] ?? '';
  const css = await (await fetch(hall.address + style)).text();
  expect(gzipSync(page).length + gzipSync(css).length).toBeLessThanOrEqual(8 * 1024);
});
