import { mount as show } from 'svelte';
import Home from './Home.svelte';

export function mount(target: HTMLElement): void {
  document.title = 'Tallyman';
  show(Home, { target });
}
