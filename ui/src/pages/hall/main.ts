import { begin } from '#kit/begin';
import Hall from './Hall.svelte';

begin(Hall, 'plain');
