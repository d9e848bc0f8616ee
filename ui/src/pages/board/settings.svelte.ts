import { boardSetting, report } from '#api/announcements';
import { token } from '#api/credentials';
import { type Viewing, viewingOf } from '#model/board';

/** How this board is set up. */
export interface Setting {
  readonly device: string | null; // Null: a screen without a token, which only shows.
  readonly viewing: Viewing;
  readonly zone: string;
  readonly hasVoice: boolean;
  readonly isKnown: boolean; // Whether somebody has set it up.
}

const place = (): string => `gerai-board ${location.pathname}`;

const recall = (): Setting | null => {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? 'null') as Setting | null;
  } catch {
    return null;
  }
};

/** Without the server a board begins as it was the last time; where nothing may be kept, as usual. */
const keep = (setting: Setting): Setting => {
  try {
    localStorage.setItem(place(), JSON.stringify(setting));
  } catch {
    return setting;
  }
  return setting;
};

/** What the address says is for boards that nobody sets up by hand. */
const ofAddress = (query: URLSearchParams, device: string | null): Setting => ({
  device,
  viewing: viewingOf(query),
  zone: query.get('zone') ?? '',
  hasVoice: true,
  isKnown: query.has('inches'),
});

/** The set-up of this board: of its address, else of the server, else as it was. */
export const settingOf = async (mall: string, query: URLSearchParams): Promise<Setting> => {
  if (token() === null) return ofAddress(query, null);
  const duty = await report(mall, { sound: 'none' });
  if (query.has('inches')) return ofAddress(query, duty?.device ?? null);
  if (duty === null) return recall() ?? ofAddress(query, null);
  const known = await boardSetting(mall, duty.device);
  if (known === null) return recall() ?? ofAddress(query, duty.device);
  return keep({
    device: duty.device,
    viewing: { inches: known.inches, metres: known.metres, portrait: known.orientation === 'portrait' },
    zone: known.zone ?? '',
    hasVoice: known.voice,
    isKnown: known.set_up,
  });
};
