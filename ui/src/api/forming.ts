import { type Answer, answerOf } from './acts';
import { api, type Schemas } from './client';

/** How the mall is formed, and what follows from it. */
export type Forming = Schemas['FormingView'];
export type StageEntry = Schemas['StageEntry'];
export type Evidence = Schemas['Evidence'];
export type Agreement = Schemas['Agreement'];
export type Presence = Schemas['Presence'];
export type Amendment = Schemas['Amendment'];
export type Readiness = Schemas['Readiness'];
export type StageReadiness = Schemas['StageReadiness'];
export type Missing = Schemas['Missing'];
export type Renewal = Schemas['Renewal'];
export type BoothWeek = Schemas['BoothWeek'];
export type FormingStage = Schemas['FormingStage'];
export type StageState = Schemas['StageState'];
export type Exhibit = Schemas['Exhibit'];
export type EvidenceKind = Schemas['EvidenceKind'];
export type Weekday = Schemas['Weekday'];

/** The document itself, as it is sent. */
export type FormingWish = Schemas['FormingWish'];

export type Service = Schemas['ServiceView'];

const path = '/api/v1/malls/{mall}/forming';

export const readForming = (mall: string): Promise<Answer<Forming>> =>
  answerOf(api.GET(path, { params: { path: { mall } } }));

export const replaceForming = (mall: string, body: FormingWish): Promise<Answer<Forming>> =>
  answerOf(api.PUT(path, { params: { path: { mall } }, body }));

/** What the agencies of the mall give; nothing while nobody answers. */
export const servicesOf = async (mall: string): Promise<readonly Service[]> => {
  const answer = await answerOf(api.GET('/api/v1/malls/{mall}/services', { params: { path: { mall } } }));
  return answer.is === 'done' ? answer.data.services : [];
};
