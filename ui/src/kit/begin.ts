import { type Component, mount } from 'svelte';
import { beginCredentials } from '#api/credentials';
import { beginLanguage } from '#base/language.svelte';
import './tokens.css';

/** Which set of tokens a screen is drawn with. */
export type Look = 'plain' | 'kiosk' | 'board';

/** Starts a screen: its language, its token, its look. */
export const begin = (Page: Component, look: Look): void => {
  document.documentElement.dataset['look'] = look;
  beginLanguage();
  beginCredentials();
  const target = document.getElementById('page');
  if (target === null) throw new Error('the page has no place to stand');
  mount(Page, { target });
};
