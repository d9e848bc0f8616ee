import type {
  Agreement,
  BoothWeek,
  Exhibit,
  Forming,
  FormingStage,
  FormingWish,
  Renewal,
  StageEntry,
  StageReadiness,
  Weekday,
} from '#api/forming';

/** What each stage has to show, in the order in which it is told (docs/forming.md). */
export const exhibitsOf: Readonly<Record<FormingStage, readonly Exhibit[]>> = {
  study: ['urgency_study'],
  proposal: ['proposal_letter'],
  commitment: ['approval_letter', 'commitment_minutes'],
  coordination: ['coordination_minutes'],
  agreements: ['joint_agreement', 'regional_decree'],
  fit_out: ['handover_notes'],
  standards: ['standards_decree', 'service_charter', 'house_rules'],
  pilot: ['visit_figures', 'trouble_list'],
  evaluation: ['evaluation_minutes', 'follow_up'],
  inauguration: ['inauguration_record'],
  operation: ['yearly_minutes', 'agency_ranking'],
  monev: ['evidence_pack', 'monev_result'],
};

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** How a stage looks: `unproven` was said to be done, and does not show all that it must. */
export type Look = 'not_begun' | 'under_way' | 'unproven' | 'complete';

export const lookOf = (entry: StageEntry, readiness: StageReadiness): Look => {
  if (readiness.share === 1) return 'complete';
  return entry.state === 'done' ? 'unproven' : entry.state;
};

/** What somebody does to the document: one entry of it is put in the place of the old one, or taken away. */
export type Edit =
  | { readonly stage: StageEntry }
  | { readonly agreement: Agreement; readonly replaces: string | null } // Null: it is a new one.
  | { readonly removes: string };

type Document = Pick<Forming, 'version' | 'stages' | 'agreements'>;

/** The whole document with the edit in it, to be sent. */
export const edited = ({ version, stages, agreements }: Document, edit: Edit): FormingWish => {
  if ('stage' in edit) {
    return { version, agreements, stages: stages.map((old) => (old.stage === edit.stage.stage ? edit.stage : old)) };
  }
  if ('removes' in edit) return { version, stages, agreements: agreements.filter(({ id }) => id !== edit.removes) };
  const { agreement, replaces } = edit;
  const isThere = agreements.some(({ id }) => id === replaces);
  return {
    version,
    stages,
    agreements: isThere ? agreements.map((old) => (old.id === replaces ? agreement : old)) : [...agreements, agreement],
  };
};

/** Where the entry of an edit stands in what is sent; a fault's pointer begins with it. */
export const placeOf = (wish: FormingWish, edit: Edit): string => {
  if ('stage' in edit) return `/stages/${wish.stages.findIndex(({ stage }) => stage === edit.stage.stage)}`;
  if ('removes' in edit) return '/removed';
  return `/agreements/${wish.agreements.findIndex(({ id }) => id === edit.agreement.id)}`;
};

export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** Faults of one entry by their place in it, such as `owner` or `evidence/0/title`; all others under the empty place. */
export const faultsIn = (errors: readonly Fault[], place: string): ReadonlyMap<string, string> => {
  const faults = new Map<string, string>();
  for (const { pointer, detail } of errors) {
    const own = pointer.startsWith(`${place}/`) ? pointer.slice(place.length + 1) : '';
    if (!faults.has(own)) faults.set(own, detail);
  }
  return faults;
};

/** What differs between two documents. */
export interface Changes {
  readonly stages: readonly FormingStage[];
  readonly agreements: readonly string[]; // Their ids: changed, new, or gone.
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const changesBetween = (before: Document, now: Document): Changes => {
  const ids = new Set([...before.agreements, ...now.agreements].map(({ id }) => id));
  const find = (document: Document, id: string): Agreement | undefined =>
    document.agreements.find((each) => each.id === id);
  return {
    stages: now.stages.filter((entry, at) => !isSame(entry, before.stages[at])).map(({ stage }) => stage),
    agreements: [...ids].filter((id) => !isSame(find(before, id), find(now, id))),
  };
};

/** Whether somebody else changed the very entry that is being edited. */
export const touches = (changes: Changes, edit: Edit): boolean => {
  if ('stage' in edit) return changes.stages.includes(edit.stage.stage);
  const id = 'removes' in edit ? edit.removes : (edit.replaces ?? edit.agreement.id);
  return changes.agreements.includes(id);
};

/** An id that no agreement has: `kejari-2026`, then `kejari-2026-2`. */
export const freshId = (agency: string, year: string, taken: readonly string[]): string => {
  const base = `${agency}-${year}`.slice(0, 36);
  if (!taken.includes(base)) return base;
  for (let count = 2; ; count += 1) {
    if (!taken.includes(`${base}-${count}`)) return `${base}-${count}`;
  }
};

export type AgreementState = 'upcoming' | 'in_force' | 'ended';

export const stateOn = ({ begins, ends }: Agreement, today: string): AgreementState => {
  if (today < begins) return 'upcoming';
  return ends !== undefined && ends < today ? 'ended' : 'in_force';
};

export interface RegisterRow {
  readonly agreement: Agreement;
  readonly state: AgreementState;
  readonly renewal: Renewal | null; // Where it is due soon, or was.
}

/** The register as it is read: what is most urgent first, then by the last day; what runs on without an end, and then what is over, last. */
export const registerOf = ({ agreements, renewals, today }: Pick<Forming, 'agreements' | 'renewals' | 'today'>): RegisterRow[] => {
  const rows = agreements.map((agreement) => ({
    agreement,
    state: stateOn(agreement, today),
    renewal: renewals.find((one) => one.agreement === agreement.id) ?? null,
  }));
  const rank = ({ agreement, state, renewal }: RegisterRow): string => {
    if (renewal !== null) return `0 ${renewal.due}`;
    return state === 'ended' ? `2 ${agreement.ends}` : `1 ${agreement.ends ?? '9999'}`;
  };
  return rows.sort((one, other) => rank(one).localeCompare(rank(other)));
};

/** How urgent a renewal is. */
export type Urgency = 'past' | 'within_30' | 'within_90';

export const urgencyOf = (daysLeft: number): Urgency => {
  if (daysLeft < 0) return 'past';
  return daysLeft <= 30 ? 'within_30' : 'within_90';
};

/** The weekdays of the grid: those on which somebody has any of the booths. */
export const daysOf = (weeks: readonly BoothWeek[]): Weekday[] => {
  const used = new Set(weeks.flatMap(({ uses }) => uses.map(({ day }) => day)));
  return weekdays.filter((day) => used.has(day));
};

/** Text that may be left empty, as it is sent. */
export const orAbsent = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
