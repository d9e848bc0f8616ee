import { text as textOf } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeFaults, expectSound, hall, type Language, open, settled, type Size, text, type Watched, wideParts } from './screen';
import { manager, planning, ready } from './screens';

type Section = 'today' | 'plan' | 'what-if' | 'study-visit';

const computing = 200_000; // A plan plays thousands of days, here beside a browser on the same cores.

const openSection = (section: Section, mall: string, wish: { size?: Size; language?: Language } = {}): Promise<Watched> =>
  open(`/m/${mall}/planning/${section}`, { ...wish, token: hall.token({ role: 'manager', mall }) });

const saved = async (page: Page, button: string): Promise<string> => {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).first().click();
  return textOf(await (await coming).createReadStream());
};

/** Every table behind a drawing is opened: what is closed nothing can be found wrong with. */
const openTables = (page: Page): Promise<void> =>
  page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));

describe('the plan', () => {
  test('is computed, said in words, drawn, and given as files', async () => {
    const watched = await openSection('plan', 'paser');
    const { page } = watched;
    await page.getByText(text('page.console.plan_none')).waitFor();
    await page.getByLabel(text('page.console.within')).fill('20');
    await page.getByRole('button', { name: text('page.console.make_plan') }).click();
    await page.getByRole('progressbar').first().waitFor();
    await page.getByText(/20 menit/).first().waitFor();
    const stages = new Set<string>();
    await expect.poll(async () => {
      stages.add(await page.locator('section [role="status"]').first().innerText({ timeout: 1_000 }).catch(() => ''));
      return page.getByText(text('page.console.fit_file')).count();
    }, { timeout: computing, interval: 300 }).toBe(1);
    expect([...stages].join(' ')).toContain(text('page.console.stage_review'));
    expect([...stages].join(' ')).toContain(text('page.console.step', { step: 4, of: 5 }));

    await page.getByRole('heading', { name: text('page.console.busy_title') }).waitFor();
    await page.getByRole('heading', { name: text('page.console.one_more_title') }).waitFor();
    await page.getByRole('heading', { name: text('page.console.more_title') }).waitFor();
    await page.getByRole('img', { name: /^Giliran di tiap loket/ }).waitFor();

    await openTables(page);
    expect(await page.getByRole('rowheader').count()).toBeGreaterThan(20);
    await page.getByRole('button', { name: text('page.console.by_counters') }).click();
    await page.getByRole('img', { name: /^Jumlah loket buka/ }).waitFor();
    expect(await saved(page, 'CSV')).toContain('08:00');
    expect(await saved(page, 'SVG')).toMatch(/^<svg .*<text /s);
    await expectSound(watched);

    await page.reload();
    await page.getByText(text('page.console.fit_file')).waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
  });

  test('says at the control what is wrong, and what the server says of a date', async () => {
    const { page } = await openSection('plan', 'sepi');
    await page.getByLabel(text('page.console.within')).fill('900');
    await page.getByRole('button', { name: text('page.console.make_plan') }).click();
    await page.getByText(text('page.console.fault_range', { least: 1, most: 240 })).waitFor();
    expect(await page.getByLabel(text('page.console.within')).evaluate((one) => one === document.activeElement)).toBe(true);

    await page.getByLabel(text('page.console.within')).fill('');
    await page.getByLabel(text('page.console.date')).fill('2026-12-25');
    await page.getByRole('button', { name: text('page.console.make_plan') }).click();
    const date = page.getByLabel(text('page.console.date'));
    await expect.poll(() => date.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#plan-date-fault').innerText()).not.toBe('');
    expect(await axeFaults(page)).toEqual([]);
  });

  test('that is cancelled says so', async () => {
    const { page } = await openSection('plan', 'badung', { language: 'en' });
    await page.getByRole('button', { name: text('page.console.make_plan', {}, 'en') }).click();
    await page.getByRole('button', { name: text('page.console.cancel', {}, 'en') }).click();
    await page.getByText(text('page.console.cancelled', {}, 'en')).waitFor();
  });
});

describe('what if', () => {
  test('is answered coarsely at once, and then sharper', async () => {
    const watched = await openSection('what-if', 'paser');
    const { page } = watched;
    await page.getByLabel(text('page.console.demand')).fill('150');
    await page.getByText(/Dari 100 layanan|dari 100 layanan/).first().waitFor({ timeout: computing });
    await page.getByText(/dimainkan 400 kali/).waitFor({ timeout: computing });
    await page.getByRole('button', { name: text('page.console.by_wait') }).click();
    await openTables(page);
    await page.getByRole('columnheader', { name: text('page.console.before') }).waitFor();
    await expectSound(watched);

    await page.getByLabel(text('page.console.date')).fill('2026-12-25');
    await expect.poll(() => page.getByLabel(text('page.console.date')).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel(text('page.console.date')).fill('2026-12-04');
    await page.getByText(/Hari seperti Jumat, 4 Desember 2026, dimainkan/).first().waitFor({ timeout: computing });

    await page.getByRole('button', { name: text('page.console.take_back', { what: text('page.console.said_demand', { percent: 150 }) }) }).click();
    await page.getByText(text('page.console.tried_none')).waitFor();
  });

  test('can change the clerks of an agency for a part of the day', async () => {
    const { page } = await openSection('what-if', 'sepi', { language: 'en' });
    await page.getByLabel(text('page.console.clerks', {}, 'en')).selectOption('2');
    await page.getByLabel(text('page.console.from', {}, 'en')).fill('09:00');
    await page.getByText(text('page.console.fault_part', {}, 'en')).waitFor();
    await page.getByLabel(text('page.console.until', {}, 'en')).fill('11:00');
    await page.getByText(/clerks: 2, 09\.00 to 11\.00$/).first().waitFor();
    await page.getByText(text('page.console.before', {}, 'en'), { exact: true }).first().waitFor({ timeout: computing });
    expect(await axeFaults(page)).toEqual([]);
  });

  test('can ask for an agency that is absent, by keyboard, on a phone', async () => {
    const watched = await openSection('what-if', 'sepi', { size: [390, 844] });
    const { page } = watched;
    const absent = page.getByLabel(text('page.console.absent'));
    await absent.focus();
    await page.keyboard.press('Space');
    await page.getByText(/tidak hadir$/).first().waitFor();
    await page.getByText(text('page.console.before'), { exact: true }).first().waitFor({ timeout: computing });
    await expectSound(watched);
  });
});

describe('today', () => {
  test.each([
    ['id', 'ramai', [1366, 768]],
    ['en', 'panjang', [320, 640]],
  ] as const)('says what to do and how old it is (%s, %s)', async (language, mall, size) => {
    const watched = await openSection('today', mall, { size, language });
    const { page } = watched;
    await page.getByText(text('page.console.todo', {}, language)).waitFor();
    await page.getByText(language === 'id' ? /^Dihitung pukul 09\.\d\d/ : /^Computed at 09\.\d\d/).waitFor();
    await page.getByRole('heading', { name: text('page.console.outlook', {}, language) }).waitFor();
    await openTables(page);
    await expectSound(watched);
  });
});

describe('the study visit', () => {
  test('sets two malls of the server side by side', async () => {
    const watched = await openSection('study-visit', 'paser');
    const { page } = watched;
    await page.getByLabel(text('page.console.other')).selectOption('mall badung');
    await page.getByRole('button', { name: text('page.console.compare') }).click();
    await page.getByText(text('page.console.not_comparable')).waitFor({ timeout: computing });
    await page.getByText(text('page.console.investment_none')).waitFor();
    expect(await saved(page, 'CSV')).toMatch(/^figure,unit,first,second\n/);
    await openTables(page);
    await expectSound(watched);
  });

  test('refuses a file that is no bundle, in words at the control', async () => {
    const { page } = await openSection('study-visit', 'sepi');
    await page.getByLabel(text('page.console.upload')).setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect.poll(() => page.locator('#upload-fault').innerText()).not.toBe('');
    expect(await axeFaults(page)).toEqual([]);
  });
});

test('the hall leads to the planning and back, and one token opens both', async () => {
  const { page } = await open(manager.path('sepi'), { token: hall.token({ role: 'manager', mall: 'sepi' }) });
  await ready(page, manager);
  await page.getByRole('link', { name: text('page.places.planning'), exact: true }).click();
  await page.getByText(text('page.console.todo')).waitFor();
  await page.getByRole('link', { name: text('page.console.plan'), exact: true }).click();
  await ready(page, planning);
  expect(new URL(page.url()).pathname).toBe('/m/sepi/planning/plan');
  await page.goBack();
  await page.getByText(text('page.console.todo')).waitFor();
  await page.getByRole('link', { name: text('page.places.hall'), exact: true }).click();
  await page.getByText(text('page.hall.todo')).waitFor();
});
