import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { crowd } from './crowd';
import { OwnHall, type Place } from './hall';

declare module 'vitest' {
  export interface ProvidedContext {
    place: Place;
    browser: string;
  }
}

/** One browser and one trial hall for all tests, gone when they have ended. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const hall = await OwnHall.make();
  await Promise.all([crowd(hall, 'ramai'), crowd(hall, 'panjang')]);
  const browser = await chromium.launchServer({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
  project.provide('place', hall.place);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    hall.remove();
  };
};
