import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = process.env['GERAI_MALLS'] ?? 'malls';
const longest = 120;
const filler =
  'Pelayanan Administrasi Kependudukan, Pencatatan Sipil, Perizinan Berusaha Terpadu, dan Pengaduan Masyarakat Kabupaten Daerah';

const bundled = (id: string): string => readFileSync(join(source, `${id}.toml`), 'utf8');

const write = (directory: string, files: Readonly<Record<string, string>>): void => {
  mkdirSync(directory, { recursive: true });
  for (const [id, text] of Object.entries(files)) writeFileSync(join(directory, `${id}.toml`), text);
};

/** Paser under another id, so that tests do not meet in one hall. */
const like = (paser: string, id: string): string => paser.replace('id = "paser"', `id = "${id}"`);

/** Every name at its longest. */
const withLongNames = (text: string): string =>
  text.replace(/^(name(?:_en)?) = "([^"]*)"$/gm, (_, key: string, name: string) => {
    const long = `${name} ${filler}`.slice(0, longest).trimEnd();
    return `${key} = "${long}"`;
  });

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 24"><path d="M2 22 16 2l14 20z" fill="#2e6b2e"/></svg>';

/** With a picture of its own beside it. */
const withLogo = (text: string): string => text.replace(/^accent = .*$/m, '$&\nlogo = "segitiga.svg"');

/**
 * The malls of the tests: `badung` and `paser` as bundled, `sepi` where nobody comes, `ramai` where many
 * do, `panjang`, whose names have 120 letters and which has a logo, `jauh` behind a bad network, `penuh`,
 * where 400 wait, and those in which one test works without meeting another: `baru`, whose file changes at
 * noon, `ikut` for whoever follows a visit, `kembar` for twins, `petang` for a board after closing.
 */
export const writeMalls = (directory: string): void => {
  const paser = bundled('paser');
  write(directory, {
    badung: bundled('badung'),
    paser,
    sepi: like(paser, 'sepi'),
    ramai: like(paser, 'ramai'),
    panjang: withLogo(withLongNames(like(paser, 'panjang'))),
    jauh: like(paser, 'jauh'),
    penuh: like(paser, 'penuh'),
    baru: like(paser, 'baru'),
    ikut: like(paser, 'ikut'),
    kembar: like(paser, 'kembar'),
    petang: like(paser, 'petang'),
  });
  writeFileSync(join(directory, 'segitiga.svg'), logo);
};

/** Badung alone, open from eight to eight, with as many people in each half-hour. */
export const writeLongDay = (directory: string): void => {
  const badung = bundled('badung')
    .replace(/^wed = .*$/m, 'wed = ["08:00-20:00"]')
    .replace(/^arrivals = .*$/m, `arrivals = [${Array(22).fill(10).join(', ')}]`);
  write(directory, { badung });
};
