import type { ComponentProps } from 'svelte';
import type { Mark } from '#model/half_hour_grid';
import type { GanttGroup } from '#model/shift_gantt';
import type ShiftGantt from './ShiftGantt.svelte';

const columns = ['08.00', '08.30', '09.00', '09.30', '10.00', '10.30', '11.00', '11.30', '12.00', '12.30', '13.00', '13.30'];
const long = 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil Menengah';

const group = (id: string, label: string, marks: readonly Mark[] = []): GanttGroup => ({
  id,
  label,
  note: 'loket 5-7',
  marks: columns.map((_, place) => (place === 8 || place === 9 ? 'off' : (marks[place] ?? 'calm'))),
  lanes: [
    { id: '5', stretches: [{ from: 0, to: 12, text: '08.00-14.00' }] },
    { id: '6', stretches: [{ from: 0, to: 4, text: '08.00-10.00' }, { from: 4, to: 12, text: '10.00-14.00' }] },
    { id: '107', stretches: [{ from: 2, to: 8, text: '09.00-12.00' }] },
  ],
});

const title = 'Giliran di tiap loket';

export const examples = {
  usual: { gantt: { columns, groups: [group('a', 'Polres Paser'), group('b', 'BPJS Kesehatan', ['faint', 'faint'])] }, title },
  wrong: { gantt: { columns, groups: [group('a', 'PT PLN', ['calm', 'calm', 'warned', 'warned', 'lost'])] }, title },
  long: { gantt: { columns, groups: [group('a', long)] }, title },
  empty: { gantt: { columns, groups: [] }, title },
} satisfies Record<string, ComponentProps<typeof ShiftGantt>>;
