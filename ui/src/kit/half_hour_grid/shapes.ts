import type { Mark } from '#model/half_hour_grid';

/** What each mark is drawn as, around its middle; nothing stands for what is as it should be. */
export const shapes: Readonly<Record<Mark, string>> = {
  calm: '',
  faint: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z',
  off: 'M-4 0H4',
  warned: 'M0 -5L5.5 4H-5.5Z',
  lost: 'M-4 -4L4 4M4 -4L-4 4',
};
