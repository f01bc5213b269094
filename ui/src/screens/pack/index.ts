import { mount as show } from 'svelte';
import Pack from './Pack.svelte';

export function mount(target: HTMLElement, path: string): void {
  show(Pack, { target, props: { path } });
}
