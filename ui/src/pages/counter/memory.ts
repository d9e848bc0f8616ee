/** What a browser tab or computer remembers; where that is refused, nothing is. */
const read = (storage: () => Storage, name: string): string | null => {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
};

const write = (storage: () => Storage, name: string, text: string | null): void => {
  try {
    if (text === null) storage().removeItem(name);
    else storage().setItem(name, text);
  } catch {
    return;
  }
};

export interface Memory {
  read(): string | null;
  write(text: string | null): void;
}

const memory = (storage: () => Storage, name: string): Memory => ({
  read: () => read(storage, name),
  write: (text) => write(storage, name, text),
});

export const ofTab = (name: string): Memory => memory(() => sessionStorage, `${name} ${location.pathname}`);

export const ofComputer = (name: string): Memory => memory(() => localStorage, name);

/**
 * What one page remembers over a reload, and no copy of it: it lies in the storage of the tab only from
 * when the page goes until the next one comes, so that a duplicate of the tab takes nothing along.
 */
export const ofPage = (name: string): Memory => {
  const tab = ofTab(name);
  let kept = tab.read();
  const take = (): void => tab.write(null);
  take();
  addEventListener('pagehide', () => tab.write(kept));
  addEventListener('pageshow', take);
  return {
    read: () => kept,
    write: (text) => {
      kept = text;
    },
  };
};
