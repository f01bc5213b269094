import { mount as show } from 'svelte';
// Sections come when they are asked for; what they follow has to be known before the page connects.
import '../../data/exceptions';
import '../../data/floor';
import '../../data/orders';
import '../../data/pick-lists';
import '../../data/print-jobs';
import '../../data/scans';
import '../../data/stations';
import Office from './Office.svelte';
import './office.css';

export function mount(target: HTMLElement): void {
  show(Office, { target });
}
