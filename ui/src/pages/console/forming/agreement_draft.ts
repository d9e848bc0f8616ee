import type { Agreement, Amendment, Presence } from '#api/forming';
import { orAbsent } from '#model/forming';

/** An agreement as it is being written: every field has a text, however empty. */
export interface AgreementDraft {
  agency: string;
  number: string;
  date: string;
  parties: string; // One on each line.
  begins: string;
  ends: string;
  renewal_notice: string;
  services: string[];
  presence: { booth: string; days: Presence['days']; hours: string }[];
  counters: number[];
  equipment_owner: string;
  network: string;
  service_level: string;
  survey_duty: boolean;
  data_protection: boolean;
  amendments: Amendment[];
}

export const draftOf = (agreement: Agreement | null, agency: string, today: string): AgreementDraft => ({
  agency: agreement?.agency ?? agency,
  number: agreement?.number ?? '',
  date: agreement?.date ?? today,
  parties: agreement?.parties.join('\n') ?? '',
  begins: agreement?.begins ?? today,
  ends: agreement?.ends ?? '',
  renewal_notice: agreement?.renewal_notice ?? '',
  services: [...(agreement?.services ?? [])],
  presence: (agreement?.presence ?? []).map(({ booth, days, hours }) => ({ booth, days: [...days], hours: hours ?? '' })),
  counters: [...(agreement?.counters ?? [])],
  equipment_owner: agreement?.equipment_owner ?? '',
  network: agreement?.network ?? '',
  service_level: agreement?.service_level ?? '',
  survey_duty: agreement?.survey_duty ?? true,
  data_protection: agreement?.data_protection ?? false,
  amendments: (agreement?.amendments ?? []).map((amendment) => ({ ...amendment })),
});

const given = <Name extends string>(name: Name, value: string): Partial<Record<Name, string>> => {
  const sent = orAbsent(value);
  return sent === undefined ? {} : ({ [name]: sent } as Record<Name, string>);
};

/** The agreement as it is sent; what is empty and may be is left out. */
export const agreementOf = (draft: AgreementDraft, id: string): Agreement => ({
  id,
  agency: draft.agency,
  number: draft.number.trim(),
  date: draft.date,
  parties: draft.parties.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
  begins: draft.begins,
  ...given('ends', draft.ends),
  ...given('renewal_notice', draft.renewal_notice),
  services: draft.services,
  presence: draft.presence.map(({ booth, days, hours }) => ({ booth, days, ...given('hours', hours.replaceAll('.', ':')) })),
  counters: draft.counters,
  ...given('equipment_owner', draft.equipment_owner),
  ...given('network', draft.network),
  ...given('service_level', draft.service_level),
  survey_duty: draft.survey_duty,
  data_protection: draft.data_protection,
  amendments: draft.amendments,
});
