import type { Schemas } from '#api/client';
import { language } from '#base/language.svelte';
import { paperTime, timeTyped } from './door';

export type Notice = Schemas['NoticeView'];
export type NewNotice = Schemas['NewNotice'];

/** What a notice says on this page, and its language where that is not the page's. */
export const noticeIn = (notice: Notice): { words: string; language?: 'id' } => {
  if (language() !== 'en') return { words: notice.text };
  return notice.text_en ? { words: notice.text_en } : { words: notice.text, language: 'id' };
};

/** Letters that a notice may have; the server has the last word. */
export const longestNotice = 200;

/** A notice as it stands in its form. */
export interface NoticeForm {
  readonly text: string;
  readonly textEn: string;
  readonly end: string; // A time of today; empty: until it is withdrawn.
  readonly zone: string; // Empty: the whole mall.
}

/** The date, and the time in the hall with the offset of the mall. */
export interface Today {
  readonly date: string;
  readonly now: string;
}

/** What is wrong with a form, by its field. */
export interface NoticeFaults {
  readonly text: boolean;
  readonly end: boolean;
}

const endOf = ({ end }: NoticeForm, { date, now }: Today): string | null => {
  const time = timeTyped(end);
  return time === null ? null : paperTime(time, date, now);
};

export const faultsOf = (form: NoticeForm, today: Today): NoticeFaults => {
  const end = endOf(form, today);
  const isEndWrong = form.end.trim() !== '' && (end === null || Date.parse(end) <= Date.parse(today.now));
  return { text: form.text.trim() === '', end: isEndWrong };
};

/** What is sent of a form in which nothing is wrong. */
export const noticeOf = (form: NoticeForm, today: Today): NewNotice => {
  const [english, end] = [form.textEn.trim(), endOf(form, today)];
  return {
    text: form.text.trim(),
    ...(english === '' ? {} : { text_en: english }),
    ...(end === null ? {} : { until: end }),
    ...(form.zone === '' ? {} : { zone: form.zone }),
  };
};
