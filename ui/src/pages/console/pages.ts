import type { Component } from 'svelte';
import type { JobLine, PlanningNow } from '#api/planning';
import type { Section } from '#model/console_address';
import Forming from './forming/Forming.svelte';
import ModelFit from './model_fit/ModelFit.svelte';
import Plan from './plan/Plan.svelte';
import StudyVisit from './study/StudyVisit.svelte';
import Today from './today/Today.svelte';
import WhatIf from './what_if/WhatIf.svelte';

/** What every page of the planning is given. */
export interface PageProps {
  readonly mall: PlanningNow['mall'];
  readonly jobs: readonly JobLine[]; // All that was computed lately, the newest first.
  readonly now: number; // Milliseconds of the hall.
  readonly onjobs: () => void; // A job has begun or ended.
  readonly onbusy: (isBusy: boolean) => void; // Whether somebody is in the middle of something.
}

/** The page of each section. */
export const pages: Readonly<Record<Section, Component<PageProps>>> = {
  today: Today,
  plan: Plan,
  'what-if': WhatIf,
  'study-visit': StudyVisit,
  'model-fit': ModelFit,
  forming: Forming,
};
