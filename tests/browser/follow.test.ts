import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { takeNumber } from './crowd';
import { expectSound, hall, open, text } from './screen';

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

test('a visit is found by its code, followed and cancelled without script', async () => {
  const visit = await takeNumber(hall, 'sepi', ['disdukcapil-01']);
  const { page } = await open('/k', { size: phone, script: false });

  await page.getByLabel(text('follow.find_label')).fill(visit.short_code.toLowerCase());
  await page.getByRole('button', { name: text('follow.find') }).click();
  await page.getByText(visit.number, { exact: true }).waitFor();
  await page.locator('summary').click();
  await page.getByRole('button', { name: text('follow.cancel') }).click();

  await page.getByText(text('follow.cancelled')).waitFor();
});

test('the page of a visit weighs at most 8 KB with its style, whatever stands on it', async () => {
  const services = ['disdukcapil-01', 'disdukcapil-02', 'bpjs-kes-01', 'bpjs-kes-02', 'samsat-01', 'polres-01'];
  const visit = await takeNumber(hall, 'panjang', services);
  const page = await (await fetch(`${hall.address}/k/${visit.code}`)).text();
  const style = /\/assets\/follow-[\w-]+\.css/.exec(page)?.[0] ?? '';
  const css = await (await fetch(hall.address + style)).text();
  expect(gzipSync(page).length + gzipSync(css).length).toBeLessThanOrEqual(8 * 1024);
});
