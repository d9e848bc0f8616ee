import { begin } from '#kit/begin';
import Kiosk from './Kiosk.svelte';

begin(Kiosk, 'kiosk');
