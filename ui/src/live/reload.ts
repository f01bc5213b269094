/** How often it is looked whether the page may be reloaded, in ms. */
const lookMs = 500;

const busy = new Set<() => boolean>();
let wanted: ReturnType<typeof setInterval> | undefined;

/**
 * Adds a reason for which the page may not be reloaded while it holds: a scan
 * that is not answered, a line half done. Returns what takes it away.
 */
export function holdReload(reason: () => boolean): () => void {
  busy.add(reason);
  return () => busy.delete(reason);
}

/** Reloads as soon as nothing holds it. */
export function reloadWhenIdle(reload: () => void): void {
  const look = () => {
    if ([...busy].some((reason) => reason())) return false;
    clearInterval(wanted);
    wanted = undefined;
    reload();
    return true;
  };
  if (wanted !== undefined || look()) return;
  wanted = setInterval(look, lookMs);
}
