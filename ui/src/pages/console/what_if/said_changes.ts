import { isPartRight, type Tried } from '#model/tried_changes';
import * as text from '#generated/messages';
import { numberWord } from '../words';

/** A change in words, and what is set to take it back. */
export interface SaidChange {
  readonly words: string;
  readonly without: Partial<Tried>;
}

const clock = (time: string): string => time.replace(':', '.');

const ofAll = ({ demand, appointments, priority, opens, closes }: Tried): SaidChange[] => [
  ...(demand === 100 ? [] : [{ words: text.console_said_demand({ percent: numberWord(demand) }), without: { demand: 100 } }]),
  ...(appointments === 0
    ? []
    : [{ words: text.console_said_appointments({ percent: numberWord(appointments) }), without: { appointments: 0 } }]),
  ...(priority === 0 ? [] : [{ words: text.console_said_priority({ times: numberWord(priority) }), without: { priority: 0 } }]),
  ...(opens === '' || closes === ''
    ? []
    : [{ words: text.console_said_hours({ opens: clock(opens), closes: clock(closes) }), without: { opens: '', closes: '' } }]),
];

/** Everything that is tried, a line for each change. */
export const changesSaid = (tried: Tried, nameOf: (agency: string) => string): SaidChange[] => [
  ...ofAll(tried),
  ...tried.clerks.filter(isPartRight).map(({ agency, clerks: count, from, to }) => ({
    words:
      from === ''
        ? text.console_said_clerks({ agency: nameOf(agency), count })
        : text.console_said_clerks_part({ agency: nameOf(agency), count, from: clock(from), to: clock(to) }),
    without: { clerks: tried.clerks.filter((one) => one.agency !== agency) },
  })),
  ...tried.pooled.map((agency) => ({
    words: text.console_said_pooled({ agency: nameOf(agency) }),
    without: { pooled: tried.pooled.filter((one) => one !== agency) },
  })),
  ...tried.absent.map((agency) => ({
    words: text.console_said_absent({ agency: nameOf(agency) }),
    without: { absent: tried.absent.filter((one) => one !== agency) },
  })),
];

const longest = 100; // Of the name of a scenario.

/** The same as the name of a scenario, by which it is found again. */
export const scenarioName = (tried: Tried, nameOf: (agency: string) => string): string => {
  const name = changesSaid(tried, nameOf).map(({ words }) => words).join('; ');
  return name.length <= longest ? name : `${name.slice(0, longest - 1).trimEnd()}…`;
};
