import { begin } from '#kit/begin';
import Door from './Door.svelte';

begin(Door, 'plain');
