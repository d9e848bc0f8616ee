import { type Component, mount } from 'svelte';
import { beginCredentials } from '#api/credentials';
import { beginLanguage } from '#base/language.svelte';
import { mallOf } from '#model/address';
import './tokens.css';

/** Which set of tokens a screen is drawn with. */
export type Look = 'plain' | 'kiosk' | 'board';

/** The accent of the mall in the address, for the bar at the top; the catalogue belongs to none. */
const beginTheme = (): void => {
  const mall = mallOf(location.pathname);
  if (mall === '') return;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = `/api/v1/malls/${encodeURIComponent(mall)}/theme.css`;
  document.head.append(sheet);
};

/** Starts a screen: its language, its token, its look. */
export const begin = (Page: Component, look: Look): void => {
  document.documentElement.dataset['look'] = look;
  beginTheme();
  beginLanguage();
  beginCredentials();
  const target = document.getElementById('page');
  if (target === null) throw new Error('the page has no place to stand');
  mount(Page, { target });
};
