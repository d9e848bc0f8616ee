import { type Answer, answerOf } from './acts';
import { api, type Schemas } from './client';
import { asking, begun, type Job, type JobLine, root } from './planning';

/** What a result rests on. */
export type DatedFit = Schemas['ModelFit'];

export type Origin = Schemas['Origin'];
export type LearnedFigure = Schemas['LearnedFigure'];
export type HallFigure = keyof Schemas['LearnedFigures'];
export type LearnedWeekday = Schemas['LearnedWeekday'];
export type FitCheck = Schemas['FitCheckView'];

/** What the mall's own days say. */
export type Calibration = Schemas['CalibrationResult'];

/** What is in force, and how far the journal is. */
export type CalibrationNow = Schemas['CalibrationView'];

export const isCalibration = ({ kind }: JobLine): boolean => kind === 'calibration';

export const beginCalibration = (mall: string, key: string): Promise<Answer<Job<Calibration>>> =>
  begun(api.POST(`${root}/calibrations` as const, asking(mall, {}, key)));

export const readCalibration = (mall: string): Promise<Answer<CalibrationNow>> =>
  answerOf(api.GET(`${root}/calibration` as const, { params: { path: { mall } } }));
