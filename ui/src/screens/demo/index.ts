import { mount as show } from 'svelte';
import Demo from './Demo.svelte';

export function mount(target: HTMLElement): void {
  show(Demo, { target });
}
