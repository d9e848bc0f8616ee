/** `A-023` as its prefix and its figures. */
export const partsOf = (number: string): { prefix: string; figures: string[] } => {
  const dash = number.indexOf('-');
  return { prefix: number.slice(0, dash), figures: [...number.slice(dash + 1)] };
};

const hues = 8;

/** One of the eight hues for each agency, by its place among them; neighbours differ. */
export const hueOf = (place: number): number => ((place % hues) + hues) % hues;
