import { mount as show } from 'svelte';
import Office from './Office.svelte';

export function mount(target: HTMLElement): void {
  show(Office, { target });
}
