/**
 * Keeps the screen on for as long as the page is seen. A browser gives the lock
 * up whenever the page is hidden, so it is asked for again. On plain http there
 * is none, and the device's own setting counts. Returns what ends it.
 */
export function keepAwake(page: Document): () => void {
  if (!('wakeLock' in navigator)) return () => {};
  let held: Promise<WakeLockSentinel | null> = Promise.resolve(null);
  const hold = () => {
    if (page.visibilityState !== 'visible') return;
    // Refused with little battery left: then the battery matters more.
    held = navigator.wakeLock.request('screen').catch(() => null);
  };
  page.addEventListener('visibilitychange', hold);
  hold();
  return () => {
    page.removeEventListener('visibilitychange', hold);
    void held.then((lock) => lock?.release());
  };
}
