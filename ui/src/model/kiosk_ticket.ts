interface Desk {
  readonly booth: string;
  readonly services: readonly string[];
}

interface Stall {
  readonly id: string;
  readonly floor: number;
}

/** The floors on which a service is given, from below. */
export const floorsOf = (desks: readonly Desk[], stalls: readonly Stall[], service: string): number[] => {
  const booths = new Set(desks.filter((desk) => desk.services.includes(service)).map(({ booth }) => booth));
  const floors = new Set(stalls.filter(({ id }) => booths.has(id)).map(({ floor }) => floor));
  return [...floors].sort((a, b) => a - b);
};

/** A code in groups of four, as it is read and typed. */
export const codeInGroups = (code: string): string => code.match(/.{1,4}/gu)?.join(' ') ?? '';
