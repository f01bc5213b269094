// What a picker's screen shows once there is work: loaded after the first look.
export { default as Cart } from './Cart.svelte';
export { default as Find } from './Find.svelte';
export { default as Goods } from './Goods.svelte';
