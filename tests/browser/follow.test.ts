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
