import type { PlanWish, ShiftsAsked } from '#api/planning';

/** What is typed into the form of a plan; empty: as the mall has it. */
export interface PlanForm {
  minutes: string;
  share: string; // Of a hundred.
  date: string;
  volume: string; // Of a hundred.
  shifts: ShiftsAsked;
}

export type PlanField = keyof PlanForm;

interface Bounds {
  readonly least: number;
  readonly most: number;
}

export const bounds: Readonly<Record<Exclude<PlanField, 'date' | 'shifts'>, Bounds>> = {
  minutes: { least: 1, most: 240 },
  share: { least: 50, most: 99 },
  volume: { least: 10, most: 400 },
};

const numberOf = (typed: string): number => Number(typed.trim().replace(',', '.'));

const isWrong = (field: keyof typeof bounds, typed: string): boolean => {
  if (typed.trim() === '') return false;
  const value = numberOf(typed);
  const { least, most } = bounds[field];
  return !(value >= least && value <= most);
};

/** The fields whose values cannot be meant, in the order of the form. */
export const wrongFields = (form: PlanForm): PlanField[] =>
  (['minutes', 'share', 'volume'] as const).filter((field) => isWrong(field, form[field]));

/** What is asked of the server: what is empty is left to it. */
export const planWishOf = ({ minutes, share, date, volume, shifts }: PlanForm): PlanWish => {
  const target = {
    ...(minutes.trim() === '' ? {} : { within_seconds: Math.round(numberOf(minutes) * 60) }),
    ...(share.trim() === '' ? {} : { share: numberOf(share) / 100 }),
  };
  return {
    ...(date === '' ? {} : { date }),
    ...(volume.trim() === '' ? {} : { volume: numberOf(volume) / 100 }),
    ...(shifts === 'flexible' ? {} : { shifts }),
    ...(Object.keys(target).length === 0 ? {} : { target }),
  };
};

/** The field that a fault of the server's answer is about. */
export const fieldOf = (pointer: string): PlanField | null => {
  if (pointer === '/date') return 'date';
  if (pointer === '/volume') return 'volume';
  if (pointer === '/shifts') return 'shifts';
  if (pointer === '/target/share') return 'share';
  return pointer === '/target/within_seconds' ? 'minutes' : null;
};
