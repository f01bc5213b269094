import type { Sound } from './sound';

/** How a handheld trembles: on and off in turn, in ms. */
const patterns: Record<Sound, number[]> = {
  good: [40],
  wrong: [200, 80, 200],
  over: [120, 60, 120],
  unknown: [80, 60, 80],
  attention: [80],
};

/** Trembles where the device can; a desk does not. */
export function buzz(sound: Sound): void {
  // Chrome complains about a page that trembles before it was touched.
  if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(patterns[sound]);
}
