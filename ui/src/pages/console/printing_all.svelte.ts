/** On paper a list has no end that can be opened: it is told while the page is printed. To be made while a component begins. */
export const whilePrinting = (): { readonly isPrinting: boolean } => {
  const paper = $state({ isPrinting: false });
  $effect(() => {
    const media = matchMedia('print');
    const note = (): void => void (paper.isPrinting = media.matches);
    media.addEventListener('change', note);
    return () => media.removeEventListener('change', note);
  });
  return paper;
};
