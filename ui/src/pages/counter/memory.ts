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
