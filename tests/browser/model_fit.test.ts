import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OwnHall } from './hall';
import { expectSound, hall, type Language, open, settled, type Size, text, type Watched, wideParts } from './screen';

const writer = join(dirname(process.env['GERAI'] ?? 'build/release/gerai'), 'simulated_journal');

/** A hall of a mall in whose journal so many simulated days are over. */
const hallWith = (days: number): Promise<OwnHall> =>
  OwnHall.make(1, (malls) => void execFileSync(writer, [dirname(malls), String(days)]));

const openFit = (at: OwnHall, wish: { size?: Size; language?: Language } = {}): Promise<Watched> =>
  open('/m/uji/planning/model-fit', { ...wish, at, token: at.token({ role: 'manager', mall: 'uji' }) });

describe('a mall with days of its own', () => {
  let own: OwnHall;

  beforeAll(async () => {
    own = await hallWith(34);
  }, 120_000);

  afterAll(() => own.remove());

  test('is told what they say and how well the model fits, and plans from them', async () => {
    const watched = await openFit(own);
    const { page } = watched;
    await page.getByText(/^\d dari 4 pemeriksaan cocok\.$/).waitFor();
    await page.getByText(/dari 34 hari nyata mal ini/).waitFor();
    await page.getByRole('heading', { name: text('page.console.mf_checks') }).waitFor();
    await page.getByRole('rowheader', { name: text('page.console.mf_patience') }).waitFor();
    await page.getByRole('rowheader', { name: 'Akta kelahiran' }).waitFor();
    expect(await page.getByText(/^Terlihat [\d.]+ kali$/).count()).toBeGreaterThan(5);
    await expectSound(watched);

    await page.getByRole('link', { name: text('page.console.today'), exact: true }).click();
    await page.getByText(/^Kecocokan model: \d dari 4\. Dari 34 hari nyata\./).waitFor();
  });

  test('can be computed again, on a phone, in English', async () => {
    const watched = await openFit(own, { size: [390, 844], language: 'en' });
    const { page } = watched;
    await page.getByRole('button', { name: text('page.console.mf_again', {}, 'en') }).click();
    await page.getByRole('progressbar').first().waitFor();
    await page.getByRole('button', { name: text('page.console.cancel', {}, 'en') }).click();
    await page.getByText(text('page.console.cancelled', {}, 'en')).waitFor();
    await page.getByText(/from 34 real days of this mall/).waitFor();
    await expectSound(watched);
  });
});

describe('a new mall', () => {
  test('is told that its days are too few, and what follows', async () => {
    const watched = await open('/m/sepi/planning/model-fit', {
      size: [390, 844],
      token: hall.token({ role: 'manager', mall: 'sepi' }),
    });
    const { page } = watched;
    await page.getByText(text('page.console.mf_not_yet', { have: 0, need: 10 })).waitFor();
    await page.getByText(text('page.console.mf_not_yet_why')).waitFor();
    await page.getByRole('button', { name: text('page.console.mf_again') }).click();
    await page.getByText(text('page.console.mf_order_unknown')).waitFor();
    expect(await page.getByText(text('page.console.mf_planned')).count()).toBeGreaterThan(5);
    await expectSound(watched);
    await page.setViewportSize({ width: 320, height: 640 });
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
  });
});
