import { mount as show } from 'svelte';
import Wall from './Wall.svelte';

export function mount(target: HTMLElement): void {
  show(Wall, { target });
}
