/** The mean width of a letter of 14 px. */
export const letter = 7.4;

const more = '…';

const cut = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}${more}`;

/**
 * A text in lines of at most so many letters, as a drawing does not break lines by itself. What does not
 * fit ends with an ellipsis: the table behind the drawing has all of it.
 */
export const linesOf = (text: string, letters: number, most = 2): string[] => {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    if (rest.length <= letters || lines.length === most - 1) {
      lines.push(cut(rest, letters));
      break;
    }
    const place = rest.lastIndexOf(' ', letters);
    const end = place > 0 ? place : letters;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return lines;
};
