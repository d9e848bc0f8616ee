import { api, freshKey, type Schemas, withKey } from './client';

export type Announcement = Schemas['AnnouncementView'];
export type AnnouncementList = Schemas['AnnouncementList'];
export type SoundState = Schemas['SoundState'];
export type BoardSetting = Schemas['BoardSetting'];

/** What is to be said since the last one seen; null where this screen may not ask, or nobody answers. */
export const announcementsAfter = async (
  mall: string,
  zone: string,
  after: string | null,
): Promise<AnnouncementList | null> => {
  const query = { ...(zone === '' ? {} : { zone }), ...(after === null ? {} : { after }) };
  const { data } = await api
    .GET('/api/v1/malls/{mall}/announcements', { params: { path: { mall }, query } })
    .catch(() => ({ data: undefined }));
  return data ?? null;
};

/** Says that this board has spoken it; asked again until the server has it. */
export const heard = async (mall: string, id: string): Promise<boolean> => {
  const { response } = await api
    .POST('/api/v1/malls/{mall}/announcements/{id}/heard', {
      params: { path: { mall, id } },
      headers: withKey(freshKey()),
      body: {},
    })
    .catch(() => ({ response: undefined }));
  return response !== undefined && response.status < 500;
};

/** What this device knows of itself; the answer says who it is and whether it speaks. */
export const report = async (mall: string, state: Schemas['DeviceReport']): Promise<Schemas['DeviceDuty'] | null> => {
  const { data } = await api
    .POST('/api/v1/malls/{mall}/devices/self/state', { params: { path: { mall } }, body: state })
    .catch(() => ({ data: undefined }));
  return data ?? null;
};

/** How the server has this board set up; null where nobody answers. */
export const boardSetting = async (mall: string, id: string): Promise<Schemas['BoardSettingView'] | null> => {
  const { data } = await api
    .GET('/api/v1/malls/{mall}/boards/{id}', { params: { path: { mall, id } } })
    .catch(() => ({ data: undefined }));
  return data ?? null;
};

/** Sets this board up; whether the server has taken it. */
export const setBoard = async (mall: string, id: string, setting: BoardSetting): Promise<boolean> => {
  const { data } = await api
    .PUT('/api/v1/malls/{mall}/boards/{id}', { params: { path: { mall, id } }, body: setting })
    .catch(() => ({ data: undefined }));
  return data !== undefined;
};
