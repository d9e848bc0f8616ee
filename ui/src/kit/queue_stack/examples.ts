import type { ComponentProps } from 'svelte';
import type QueueStack from './QueueStack.svelte';

export const examples = {
  usual: { count: 4, words: '4 menunggu', oldest: 'terlama 6 mnt', isLate: false },
  empty: { count: 0, words: 'Tidak ada yang menunggu', oldest: '', isLate: false },
  wrong: { count: 3, words: '3 menunggu', oldest: 'terlama 41 mnt', isLate: true },
  full: { count: 400, words: '400 menunggu', oldest: 'terlama 128 mnt', isLate: true },
} satisfies Record<string, ComponentProps<typeof QueueStack>>;
