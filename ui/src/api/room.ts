import { type Answer, answerOf, orNothing } from './acts';
import { api, type Schemas, withKey } from './client';

export type Help = Schemas['HelpView'];
export type NewNotice = Schemas['NewNotice'];
export type Notice = Schemas['NoticeView'];

/** Who asked for a person today; an empty list also when nobody answers. */
export const readHelp = async (mall: string): Promise<readonly Help[]> => {
  const answer = await answerOf(api.GET('/api/v1/malls/{mall}/help', { params: { path: { mall } } }));
  return answer.is === 'done' ? answer.data.help : [];
};

/** Says that somebody came. */
export const giveHelp = (mall: string, id: string, key: string): Promise<Answer<Help>> =>
  answerOf(
    api.POST('/api/v1/malls/{mall}/help/{id}/done', {
      params: { path: { mall, id } },
      headers: withKey(key),
      body: {},
    }),
  );

export const postNotice = (mall: string, notice: NewNotice, key: string): Promise<Answer<Notice>> =>
  answerOf(
    api.POST('/api/v1/malls/{mall}/notices', { params: { path: { mall } }, headers: withKey(key), body: notice }),
  );

export const withdrawNotice = (mall: string, id: string): Promise<Answer<unknown>> =>
  orNothing(api.DELETE('/api/v1/malls/{mall}/notices/{id}', { params: { path: { mall, id } } }));

/** Has a device that was taken away missed no more. */
export const forgetDevice = (mall: string, id: string): Promise<Answer<unknown>> =>
  orNothing(api.DELETE('/api/v1/malls/{mall}/devices/{id}', { params: { path: { mall, id } } }));
