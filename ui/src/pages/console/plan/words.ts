import type { Keeping } from '#api/planning';
import * as text from '#generated/messages';

const keepings: Readonly<Record<Keeping, () => string>> = {
  kept: text.console_kept,
  thin: text.console_thin,
  break: text.console_break,
  not_kept: text.console_not_kept,
  unreachable: text.console_unreachable,
};

export const keepingWord = (keeping: Keeping): string => keepings[keeping]();
