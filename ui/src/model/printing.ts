import type { Print, Printer } from '#api/printing';

/** Where a ticket on paper stands, as far as the person before it is concerned. */
export type Paper =
  | { readonly is: 'none' } // There is no printer, or nothing was printed.
  | { readonly is: 'printing' }
  | { readonly is: 'out' }
  | { readonly is: 'asked' } // Nobody knows: has it come out?
  | { readonly is: 'stuck'; readonly why: 'no_paper' | 'not_ready' };

/** Words for the address of a screen that has no printer of its own. */
const without = ['none', 'page'];

/** The printer of a screen: the one it was set up with, or the one that is named as its token's device. */
export const printerOf = (setUp: string | null, printers: readonly Printer[]): string | null => {
  if (setUp !== null && without.includes(setUp)) return null;
  const named = printers.find(({ id }) => id === setUp) ?? printers.find(({ own }) => own);
  return named?.id ?? null;
};

/** What became of a print; null is one that the server no longer knows. */
export const paperOf = (print: Print | null): Paper => {
  if (print === null) return { is: 'asked' };
  if (print.state === 'confirmed') return { is: 'out' };
  if (print.state !== 'unconfirmed') return { is: 'printing' };
  switch (print.printer_state) {
    case 'no_paper':
      return { is: 'stuck', why: 'no_paper' };
    case 'cover_open':
    case 'offline':
      return { is: 'stuck', why: 'not_ready' };
    default:
      return print.sent ? { is: 'asked' } : { is: 'stuck', why: 'not_ready' };
  }
};

/** Whether somebody has to go to the printer. */
export const needsHelp = ({ state }: Printer): boolean => state !== 'ready' && state !== 'unknown';
