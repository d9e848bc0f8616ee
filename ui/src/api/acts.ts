import type { Problem } from './client';

/** What became of an act. Unanswered: whether it happened is not known; the same key asks again. */
export type Answer<Data> =
  | { readonly is: 'done'; readonly data: Data }
  | { readonly is: 'refused'; readonly problem: Problem }
  | { readonly is: 'unanswered' };

interface Sent<Data> {
  data?: Data | undefined;
  error?: Problem | undefined;
  response: Response;
}

const mayHaveHappened = (status: number): boolean => status === 429 || status >= 500;

export const answerOf = async <Data>(sending: Promise<Sent<Data>>): Promise<Answer<Data>> => {
  try {
    const { data, error, response } = await sending;
    if (data !== undefined) return { is: 'done', data };
    if (error === undefined || mayHaveHappened(response.status)) return { is: 'unanswered' };
    return { is: 'refused', problem: error };
  } catch {
    return { is: 'unanswered' };
  }
};

/** An answer without a body: done, with nothing. */
export const orNothing = async <Data>(sending: Promise<Sent<Data>>): Promise<Answer<Data | null>> =>
  answerOf<Data | null>(
    sending.then(({ data, error, response }) =>
      response.status === 204 ? { data: null, response } : { data, error, response },
    ),
  );
