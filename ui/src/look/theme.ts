import { Signal } from '../live/signal';

/** Light, dark, or as the device is set. */
export type Theme = 'auto' | 'light' | 'dark';

const key = 'tallyman.theme';

/** What this browser was told to look like; it is kept there. */
export const theme = new Signal<Theme>(read());

theme.subscribe((chosen) => {
  if (chosen === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
});

export function setTheme(chosen: Theme): void {
  localStorage.setItem(key, chosen);
  theme.set(chosen);
}

function read(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
