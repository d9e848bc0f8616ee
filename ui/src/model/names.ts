import { language } from '#base/language.svelte';

/** What a mall's file names, in one language or two. */
export interface Named {
  readonly name: string;
  readonly name_en?: string;
}

export const nameIn = (named: Named): string =>
  language() === 'en' && named.name_en ? named.name_en : named.name;

/** The language of a name where it is not that of the page. */
export const foreign = (named: Named): 'id' | undefined =>
  language() === 'en' && !named.name_en ? 'id' : undefined;
