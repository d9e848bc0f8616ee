/** The languages of the pages: Indonesian first, English by one tap, remembered on the device. */
export type Language = 'id' | 'en';

const kept = 'gerai-language';

const asked = (): Language => {
  const wished = new URLSearchParams(location.search).get('lang') ?? recall();
  return wished === 'en' ? 'en' : 'id';
};

/** Storage may be refused; then the choice lasts as long as the page. */
const recall = (): string | null => {
  try {
    return localStorage.getItem(kept);
  } catch {
    return null;
  }
};

const state = $state<{ language: Language }>({ language: 'id' });

/** The language of the page now; a template that asks is drawn again when it changes. */
export const language = (): Language => state.language;

export const chooseLanguage = (wished: Language): void => {
  state.language = wished;
  document.documentElement.lang = wished;
  try {
    localStorage.setItem(kept, wished);
  } catch {
    return; // It lasts as long as the page.
  }
};

/** The language that one tap leads to. */
export const otherLanguage = (): Language => (state.language === 'id' ? 'en' : 'id');

/** Takes the language that the address or the device names. */
export const beginLanguage = (): void => chooseLanguage(asked());

/** The text in the language of the page, with what it is given in its places. */
export const say = (id: string, en: string, given: Record<string, string | number> = {}): string => {
  const text = state.language === 'en' ? en : id;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(given[name] ?? place));
};
