import Armchair from '@lucide/svelte/icons/armchair';
import Baby from '@lucide/svelte/icons/baby';
import Briefcase from '@lucide/svelte/icons/briefcase';
import CookingPot from '@lucide/svelte/icons/cooking-pot';
import Flower from '@lucide/svelte/icons/flower-2';
import Gem from '@lucide/svelte/icons/gem';
import Hammer from '@lucide/svelte/icons/hammer';
import Heart from '@lucide/svelte/icons/heart';
import Landmark from '@lucide/svelte/icons/landmark';
import Plane from '@lucide/svelte/icons/plane';
import Store from '@lucide/svelte/icons/store';
import Truck from '@lucide/svelte/icons/truck';

const known: Readonly<Record<string, typeof Baby>> = {
  kelahiran: Baby,
  perkawinan: Heart,
  'perkawinan-sipil': Gem,
  kematian: Flower,
  'pindah-rumah': Truck,
  'memulai-usaha': Store,
  'usaha-pangan': CookingPot,
  'membangun-rumah': Hammer,
  'ke-luar-negeri': Plane,
  'bekerja-di-luar-negeri': Briefcase,
  pensiun: Armchair,
};

/** A picture beside the words of a life event. */
export const pictogramOf = (event: string): typeof Baby => known[event] ?? Landmark;
