import { describe, expect, test } from 'vitest';
import { settled, wideParts } from './screen';
import { board, counter, malls, openScreen, screens } from './screens';

describe.each(screens)('the $name', (screen) => {
  test.each(screen.sizes)('has all within its sides where it stands, at %ix%i', async (...size) => {
    const { page } = await openScreen(screen, 'panjang', { size });
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
  });
});

describe.each(screens.filter((screen) => screen !== board))('the $name', (screen) => {
  test.each([
    [320, 640],
    [640, 320],
  ] as const)('has all within its sides at %ix%i', async (...size) => {
    const { page } = await openScreen(screen, 'panjang', { size });
    await settled(page);
    expect(await wideParts(page)).toEqual([]);
  });

  test('has all within its sides with text of twice the size', async () => {
    const { page } = await openScreen(screen, 'ramai');
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await wideParts(page)).toEqual([]);
  });
});

test.each(malls)('the counter needs no scrolling at 1366x620 (%s)', async (mall) => {
  const { page } = await openScreen(counter, mall);
  await settled(page);
  const [inner, outer] = await page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return [scrollHeight, clientHeight] as const;
  });
  expect(inner).toBeLessThanOrEqual(outer);
});
