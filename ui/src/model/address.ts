/** What the address of a screen names: `/m/paser/counter/12`. */
export const mallOf = (path: string): string => decodeURIComponent(path.split('/')[2] ?? '');

export const counterOf = (path: string): number => Number(path.split('/')[4] ?? 'NaN');
