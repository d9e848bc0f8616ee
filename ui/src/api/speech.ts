import { api, freshKey, withKey } from './client';
import type { Language } from '#base/language.svelte';

/** What is to be said: a part of the guide by its key, or the ticket of a visit. */
export type Speech = { readonly key: string } | { readonly visit: string };

/** The sound of it as an address of this page, to be given back with `URL.revokeObjectURL`; null where there is none. */
export const speechOf = async (mall: string, speech: Speech, language: Language): Promise<string | null> => {
  const { data } = await api
    .GET('/api/v1/malls/{mall}/speech', {
      params: { path: { mall }, query: { ...speech, language } },
      parseAs: 'blob',
    })
    .catch(() => ({ data: undefined }));
  return data === undefined ? null : URL.createObjectURL(data as unknown as Blob);
};

/** Calls a person to this device; whether the server has it. */
export const callGreeter = async (mall: string): Promise<boolean> => {
  const { data } = await api
    .POST('/api/v1/malls/{mall}/help', { params: { path: { mall } }, headers: withKey(freshKey()), body: {} })
    .catch(() => ({ data: undefined }));
  return data !== undefined;
};
