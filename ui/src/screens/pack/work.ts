// What a packing station shows once there is work: loaded after the first look.
export { default as Label } from './Label.svelte';
export { default as Next } from './Next.svelte';
export { default as Parcel } from './Parcel.svelte';
export { default as Waiting } from './Waiting.svelte';
