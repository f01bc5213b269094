/** What every screen's index.ts exports. */
export interface Screen {
  /**
   * Shows the screen in an empty element. The path is what follows its name in
   * the address, '' when nothing does: of /pick/pick-1 it is pick-1.
   */
  mount(target: HTMLElement, path: string): void;
}

const screens: Record<string, () => Promise<Screen>> = {
  '': () => import('./home'),
  pick: () => import('./pick'),
  pack: () => import('./pack'),
  wall: () => import('./wall'),
  office: () => import('./office'),
  demo: () => import('./demo'),
};

/** The screen of an address and what is left for it; home takes the rest. */
export function screenOf(pathname: string): [load: () => Promise<Screen>, path: string] {
  const [name = '', ...rest] = pathname.split('/').filter(Boolean);
  const load = Object.hasOwn(screens, name) ? screens[name] : undefined;
  if (!load) return [() => import('./home'), ''];
  return [load, rest.map(decodeURIComponent).join('/')];
}
