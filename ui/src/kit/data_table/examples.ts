import type { ComponentProps } from 'svelte';
import type DataTable from './DataTable.svelte';

const hours = Array.from({ length: 14 }, (_, place) => `${8 + Math.floor(place / 2)}.${place % 2 === 0 ? '00' : '30'}`);

export const examples = {
  usual: { title: 'Loket yang dibuka', table: { head: ['Instansi', '08.00', '08.30'], rows: [['Polres Paser', '2', '4']] } },
  full: { title: 'Loket yang dibuka sepanjang hari', table: { head: ['Instansi', ...hours], rows: [['BPJS Kesehatan', ...hours.map((_, place) => `${place} (janji ditepati)`)]] } },
  empty: { title: 'Loket yang tidak dibuka', table: { head: ['Instansi'], rows: [] } },
} satisfies Record<string, ComponentProps<typeof DataTable>>;
