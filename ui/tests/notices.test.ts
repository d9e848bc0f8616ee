import { describe, expect, test } from 'vitest';
import { faultsOf, noticeIn, noticeOf } from '#model/notices';

const today = { date: '2026-11-25', now: '2026-11-25T10:00:00+08:00' };
const empty = { text: '', textEn: '', end: '', zone: '' };

describe('a notice in its form', () => {
  test('needs a text, and an end that is still to come where it has one', () => {
    expect(faultsOf({ ...empty, text: '  ' }, today)).toEqual({ text: true, end: false });
    expect(faultsOf({ ...empty, text: 'Air mati', end: '12.00' }, today)).toEqual({ text: false, end: false });
    expect(faultsOf({ ...empty, text: 'Air mati', end: '9.59' }, today).end).toBe(true);
    expect(faultsOf({ ...empty, text: 'Air mati', end: 'siang' }, today).end).toBe(true);
  });

  test('is sent with what was written alone', () => {
    expect(noticeOf({ ...empty, text: ' Air mati ' }, today)).toEqual({ text: 'Air mati' });
    expect(noticeOf({ text: 'Air mati', textEn: 'No water', end: '12.00', zone: 'lantai-1' }, today)).toEqual({
      text: 'Air mati',
      text_en: 'No water',
      until: '2026-11-25T12:00:00+08:00',
      zone: 'lantai-1',
    });
  });
});

describe('a notice on a page', () => {
  test('is in Indonesian on a page that is', () => {
    expect(noticeIn({ id: 'a', text: 'Air mati', text_en: 'No water' })).toEqual({ words: 'Air mati' });
  });
});
