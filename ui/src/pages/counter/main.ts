import { begin } from '#kit/begin';
import CounterPage from './CounterPage.svelte';

begin(CounterPage, 'plain');
