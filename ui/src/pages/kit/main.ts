import { begin } from '#kit/begin';
import Kit from './Kit.svelte';

begin(Kit, 'plain');
