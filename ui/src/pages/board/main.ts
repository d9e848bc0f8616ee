import { begin } from '#kit/begin';
import Board from './Board.svelte';

begin(Board, 'board');
