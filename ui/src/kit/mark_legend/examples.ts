import type { ComponentProps } from 'svelte';
import type MarkLegend from './MarkLegend.svelte';

export const examples = {
  usual: {
    items: [
      { mark: 'calm', word: 'Janji ditepati' },
      { mark: 'faint', word: 'Terlalu sedikit pengunjung untuk dijanjikan' },
      { mark: 'off', word: 'Istirahat atau tutup' },
      { mark: 'warned', word: 'Loket kurang' },
      { mark: 'lost', word: 'Tidak tercapai dengan loket berapa pun' },
    ],
  },
  empty: { items: [] },
} satisfies Record<string, ComponentProps<typeof MarkLegend>>;
