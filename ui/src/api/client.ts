import createClient from 'openapi-fetch';
import type { components, paths } from '#generated/api';
import { language } from '#base/language.svelte';
import { token } from './credentials';
import { noteVersion } from './version';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

const patience = 10_000;

/** The one client of the API: with the token of the screen, in the language of the page. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: (request) => fetch(request, { signal: AbortSignal.timeout(patience) }),
});

api.use({
  onRequest({ request }) {
    const mine = token();
    if (mine !== null) request.headers.set('Authorization', `Bearer ${mine}`);
    request.headers.set('Accept-Language', language());
    return request;
  },
  onResponse({ response }) {
    noteVersion(response);
  },
});

/** A fresh key for one press; on plain HTTP a browser has no `randomUUID`. */
export const freshKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Headers of an act: sent again with the same key it happens once. */
export const withKey = (key: string, session: string | null = null): Record<string, string> => ({
  'Idempotency-Key': key,
  ...(session === null ? {} : { 'Gerai-Session': session }),
});
