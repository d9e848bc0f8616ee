import type { ComponentProps } from 'svelte';
import type { GridRow, Mark } from '#model/half_hour_grid';
import type HalfHourGrid from './HalfHourGrid.svelte';

const columns = ['08.00', '08.30', '09.00', '09.30', '10.00', '10.30', '11.00', '11.30'];
const long = 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah';

const row = (id: string, label: string, most: number, marks: readonly Mark[] = []): GridRow => ({
  id,
  label,
  note: 'loket 41-63',
  cells: columns.map((_, place) => {
    const mark = marks[place] ?? 'calm';
    return { value: mark === 'off' ? 0 : 1 + Math.round(most * (0.5 + 0.5 * Math.sin(place))), mark };
  }),
});

const title = 'Jumlah loket buka per setengah jam';

export const examples = {
  usual: { grid: { columns, rows: [row('a', 'Polres Paser', 6), row('b', 'BPJS Kesehatan', 3, ['calm', 'off', 'faint'])] }, title },
  wrong: { grid: { columns, rows: [row('a', 'PT PLN', 4, ['calm', 'warned', 'warned', 'lost'])] }, title },
  long: { grid: { columns, rows: [row('a', long, 14)] }, title },
  full: { grid: { columns, rows: [{ ...row('all', 'Seluruh mal', 900), isSum: true }, row('a', 'Satu', 150)] }, title },
  empty: { grid: { columns, rows: [] }, title },
} satisfies Record<string, ComponentProps<typeof HalfHourGrid>>;
