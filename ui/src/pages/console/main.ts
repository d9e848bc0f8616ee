import { begin } from '#kit/begin';
import Console from './Console.svelte';

begin(Console, 'plain');
