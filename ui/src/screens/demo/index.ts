import { mount as show } from 'svelte';
import Demo from './Demo.svelte';

export function mount(target: HTMLElement): void {
  document.title = 'Tallyman';
  show(Demo, { target });
}
