import { mount as show } from 'svelte';
import Pick from './Pick.svelte';

export function mount(target: HTMLElement, path: string): void {
  show(Pick, { target, props: { path } });
}
