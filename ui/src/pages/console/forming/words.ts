import type { AgreementState, Changes, Look, Urgency } from '#model/forming';
import type { Agreement, BoothWeek, EvidenceKind, Exhibit, Forming, FormingStage, Missing, Weekday } from '#api/forming';
import type { JobLine } from '#api/planning';
import { language } from '#base/language.svelte';
import { nameIn, type Named } from '#model/names';
import * as text from '#generated/messages';

type Words<Key extends string> = Readonly<Record<Key, () => string>>;

const stages: Words<FormingStage> = {
  study: text.forming_stage_study,
  proposal: text.forming_stage_proposal,
  commitment: text.forming_stage_commitment,
  coordination: text.forming_stage_coordination,
  agreements: text.forming_stage_agreements,
  fit_out: text.forming_stage_fit_out,
  standards: text.forming_stage_standards,
  pilot: text.forming_stage_pilot,
  evaluation: text.forming_stage_evaluation,
  inauguration: text.forming_stage_inauguration,
  operation: text.forming_stage_operation,
  monev: text.forming_stage_monev,
};
export const stageWord = (stage: FormingStage): string => stages[stage]();

const exhibits: Words<Exhibit> = {
  urgency_study: text.forming_exhibit_urgency_study,
  proposal_letter: text.forming_exhibit_proposal_letter,
  approval_letter: text.forming_exhibit_approval_letter,
  commitment_minutes: text.forming_exhibit_commitment_minutes,
  coordination_minutes: text.forming_exhibit_coordination_minutes,
  joint_agreement: text.forming_exhibit_joint_agreement,
  regional_decree: text.forming_exhibit_regional_decree,
  handover_notes: text.forming_exhibit_handover_notes,
  standards_decree: text.forming_exhibit_standards_decree,
  service_charter: text.forming_exhibit_service_charter,
  house_rules: text.forming_exhibit_house_rules,
  visit_figures: text.forming_exhibit_visit_figures,
  trouble_list: text.forming_exhibit_trouble_list,
  evaluation_minutes: text.forming_exhibit_evaluation_minutes,
  follow_up: text.forming_exhibit_follow_up,
  inauguration_record: text.forming_exhibit_inauguration_record,
  yearly_minutes: text.forming_exhibit_yearly_minutes,
  agency_ranking: text.forming_exhibit_agency_ranking,
  evidence_pack: text.forming_exhibit_evidence_pack,
  monev_result: text.forming_exhibit_monev_result,
};
export const exhibitWord = (exhibit: Exhibit): string => exhibits[exhibit]();

const looks: Words<Look> = {
  not_begun: text.forming_look_not_begun,
  under_way: text.forming_look_under_way,
  unproven: text.forming_look_unproven,
  complete: text.forming_look_complete,
};
export const lookWord = (look: Look): string => looks[look]();

const kinds: Words<EvidenceKind> = {
  document: text.forming_kind_document,
  plan: text.forming_kind_plan,
  simulation: text.forming_kind_simulation,
  link: text.forming_kind_link,
};
export const evidenceKinds = Object.keys(kinds) as EvidenceKind[];
export const kindWord = (kind: EvidenceKind): string => kinds[kind]();

const states: Words<AgreementState> = {
  upcoming: text.forming_state_upcoming,
  in_force: text.forming_state_in_force,
  ended: text.forming_state_ended,
};
export const agreementStateWord = (state: AgreementState): string => states[state]();

export const renewalWord = (urgency: Urgency, days: number): string =>
  urgency === 'past' ? text.forming_renewal_past({ days: -days }) : text.forming_renewal_in({ days });

const formatted = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language() === 'id' ? 'id' : 'en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(date));

/** `5 Jan 2026`. */
export const dayWord = (date: string): string => formatted(date, { day: 'numeric', month: 'short', year: 'numeric' });

/** A computation by when it was asked for: `25 Nov 2026, 10.42`. */
export const jobWord = ({ created_at: at }: Pick<JobLine, 'created_at'>): string =>
  `${dayWord(at.slice(0, 10))}, ${at.slice(11, 16).replace(':', '.')}`;

const monday = Date.UTC(2026, 10, 23);
const place = (day: Weekday): number => ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day);

/** `Senin`, or `Sen` where there is little room. */
export const weekdayWord = (day: Weekday, weekday: 'long' | 'short' = 'long'): string =>
  formatted(new Date(monday + place(day) * 86_400_000).toISOString(), { weekday });

/** `08.00-12.00` of `08:00-12:00`. */
export const hoursWord = (hours: string): string => hours.replaceAll(':', '.');

/** The names behind the ids of the mall; an id that is gone stands for itself. */
export class Names {
  private readonly names: ReadonlyMap<string, Named>;

  constructor(...lists: readonly (readonly (Named & { readonly id: string })[])[]) {
    this.names = new Map(lists.flat().map((named) => [named.id, named]));
  }

  of(id: string): string {
    const named = this.names.get(id);
    return named === undefined ? id : nameIn(named);
  }
}

const few = 4;

/** `A, B, C, D dan 28 lagi`. */
const listed = (ids: readonly string[], names: Names): string => {
  const first = ids.slice(0, few).map((id) => names.of(id)).join(', ');
  return ids.length <= few ? first : text.forming_and_more({ first, count: ids.length - few });
};

/** What a stage lacks, as the end of "Kurang:". */
export const missingWord = ({ lack, exhibit, ids }: Missing, names: Names): string => {
  const which = listed(ids, names);
  switch (lack) {
    case 'exhibit':
      return exhibit == null ? '' : exhibitWord(exhibit);
    case 'done':
      return text.forming_lack_done();
    case 'agreement':
      return text.forming_lack_agreement({ which });
    case 'counter':
      return text.forming_lack_counter({ which });
    case 'standard':
      return text.forming_lack_standard({ which });
  }
};

/** What the mall file tells of a stage. */
export const measuredWord = (stage: FormingStage, have: number, of: number): string => {
  if (stage === 'agreements') return text.forming_measured_agreements({ have, of });
  return stage === 'fit_out' ? text.forming_measured_fit_out({ have, of }) : text.forming_measured_standards({ have, of });
};

export const troubleWord = ({ kind, agencies }: BoothWeek['troubles'][number], names: Names): string => {
  const which = agencies.map((id) => names.of(id)).join(', ');
  if (kind === 'overlap') return text.forming_trouble_overlap({ which });
  return kind === 'not_in_file' ? text.forming_trouble_not_in_file({ which }) : text.forming_trouble_not_in_agreement({ which });
};

/** What somebody else has changed, by name; nothing where they changed nothing. */
export const othersWord = (changes: Changes, forming: Forming, names: Names): string => {
  const agencyOf = (id: string): string => {
    const agreement: Agreement | undefined = forming.agreements.find((each) => each.id === id);
    return agreement === undefined ? id : names.of(agreement.agency);
  };
  const what = [...changes.stages.map(stageWord), ...changes.agreements.map(agencyOf)];
  return what.length === 0 ? '' : text.forming_others({ what: what.join(', ') });
};
