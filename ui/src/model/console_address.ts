/** The pages of the planning; each has an address of its own under `/m/{mall}/planning/`. */
export const sections = ['today', 'plan', 'what-if', 'study-visit', 'model-fit', 'forming'] as const;

export type Section = (typeof sections)[number];

/** The page that an address leads to; the first where it names none. */
export const sectionOf = (path: string): Section => {
  const named = path.split('/')[4] ?? '';
  return sections.find((section) => section === named) ?? sections[0];
};

export const addressOf = (mall: string, section: Section): string =>
  `/m/${encodeURIComponent(mall)}/planning/${section}`;

export const hallAddressOf = (mall: string): string => `/m/${encodeURIComponent(mall)}/hall`;
