import { mount as show } from 'svelte';
import Home from './Home.svelte';

export function mount(target: HTMLElement): void {
  show(Home, { target });
}
