import { describe, expect, test } from 'vitest';
import { expectSound } from './screen';
import { openScreen, screens } from './screens';

describe.each(screens)('the $name', (screen) => {
  test.each([
    ['id', 'sepi'],
    ['id', 'ramai'],
    ['en', 'ramai'],
    ['en', 'panjang'],
  ] as const)('is sound (%s, %s)', async (language, mall) => {
    const watched = await openScreen(screen, mall, { language });
    await expectSound(watched);
    expect(await watched.page.locator('html').getAttribute('lang')).toBe(language);
  });
});
