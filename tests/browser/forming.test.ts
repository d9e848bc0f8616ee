import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFaults, hall, open, text, type Size, type Watched } from './screen';

const mall = 'paser';
const path = `/api/v1/malls/${mall}/forming`;
const manager = (): string => hall.token({ role: 'manager', mall });

const openForming = async (size: Size = [1366, 768]): Promise<Watched> => {
  const watched = await open(`/m/${mall}/planning/forming`, { size, token: manager() });
  await watched.page.locator('#ready').waitFor();
  return watched;
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Document {
  readonly version: number;
  readonly stages: readonly { readonly stage: string; readonly state: string }[];
  readonly agreements: readonly object[];
}

/** What another manager does meanwhile: says that a stage is under way. */
const changeElsewhere = async (stage: string): Promise<void> => {
  const { version, stages, agreements } = await hall.get<Document>(path, manager());
  const response = await fetch(hall.address + path, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${manager()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      version,
      agreements,
      stages: stages.map((entry) => (entry.stage === stage ? { ...entry, state: 'under_way' } : entry)),
    }),
  });
  expect(response.status).toBe(200);
};

const change = (page: Page, stage: string) => page.locator(`#stage-${stage}`).getByRole('button', { name: text('page.forming.change') }).click();

test('a stage is done only with what it must show, and the figure follows', async () => {
  const { page, faults } = await openForming();
  const percent = async (): Promise<number> => parseInt(await page.locator('.percent').innerText(), 10);
  const before = await percent();
  expect(await axeFaults(page)).toEqual([]);

  await change(page, 'coordination');
  await page.getByLabel(text('page.forming.done'), { exact: true }).check();
  await button(page, `+ ${text('page.forming.exhibit_coordination_minutes')}`).click();
  expect(await axeFaults(page)).toEqual([]);
  await button(page, text('page.forming.save')).click();

  await page.getByRole('status').getByText(text('page.forming.saved')).waitFor();
  expect(await percent()).toBeGreaterThan(before);
  await page.locator('#stage-coordination').getByText(text('page.forming.look_complete'), { exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('a telephone number is refused at its field, and nothing that was written is lost', async () => {
  const { page } = await openForming([390, 844]);
  await change(page, 'evaluation');
  const owner = page.getByLabel(text('page.forming.owner'));
  await owner.fill('Kepala DPMPTSP 0812-3456-7890');
  await button(page, text('page.forming.save')).click();
  await page.getByText(text('forming.fault.phone')).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.waitForFunction(() => document.activeElement?.id === 'form-evaluation-owner');

  await owner.fill('Kepala DPMPTSP');
  await button(page, text('page.forming.save')).click();
  await page.getByRole('status').getByText(text('page.forming.saved')).waitFor();
});

test('who changes another stage meanwhile is told of, and who changes the same one is not written over', async () => {
  const { page } = await openForming();
  await change(page, 'pilot');
  await page.getByLabel(text('page.forming.note'), { exact: true }).fill('Satu bulan');
  await changeElsewhere('study');
  await button(page, text('page.forming.save')).click();
  await page.getByRole('status').getByText(text('page.forming.others', { what: text('page.forming.stage_study') })).waitFor();

  await change(page, 'pilot');
  await page.getByLabel(text('page.forming.note'), { exact: true }).fill('Dua bulan');
  await changeElsewhere('pilot');
  await button(page, text('page.forming.save')).click();
  await page.getByText(text('page.forming.overtaken')).waitFor();
  expect(await page.getByLabel(text('page.forming.note'), { exact: true }).inputValue()).toBe('Dua bulan');
  await button(page, text('page.forming.save')).click();
  await page.getByRole('status').getByText(text('page.forming.saved')).waitFor();
});

test('an agreement is entered, stands in the register with its renewal, and in the week of its booth', async () => {
  const { page } = await openForming();
  await button(page, text('page.forming.add_agreement')).click();
  await page.getByLabel(text('page.forming.agency'), { exact: true }).selectOption('kejari');
  await page.getByLabel(text('page.forming.number'), { exact: true }).fill('503/12/2026');
  await page.getByLabel(text('page.forming.ends'), { exact: true }).fill('2026-12-31');
  await button(page, `+ ${text('page.forming.add_presence')}`).click();
  await page.getByLabel(text('page.forming.booth'), { exact: true }).selectOption('b08');
  await page.getByLabel('Selasa').check();
  expect(await axeFaults(page)).toEqual([]);
  await button(page, text('page.forming.save')).click();

  await page.getByRole('status').getByText(text('page.forming.saved')).waitFor();
  const register = page.getByRole('table', { name: text('page.forming.register') });
  await register.getByText(text('page.forming.renewal_in', { days: 36 })).waitFor();
  await register.getByRole('cell', { name: /503\/12\/2026/ }).first().waitFor();
  await page.getByText(/menyebut tempat atau hari lain/).waitFor(); // The file has it there on Thursdays as well.
});

test.each([
  [320, 640],
  [1920, 1080],
] as const)('nothing runs over at %i px', async (width, height) => {
  const { page } = await openForming([width, height]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await axeFaults(page)).toEqual([]);
});
