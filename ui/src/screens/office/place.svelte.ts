/** The sections of the office, as they stand in the URL. */
export const sections = ['exceptions', 'orders', 'pick-lists', 'stations', 'print-jobs', 'stock', 'layout'] as const;
export type Section = (typeof sections)[number];

const base = '/office';

/**
 * Where in the office this page is. Everything that decides what is shown
 * stands in the URL, so that a link shows another person the same, and Back
 * goes back.
 */
class Place {
  section = $state<Section>('exceptions');
  #query = $state.raw(new URLSearchParams());

  constructor() {
    this.read();
  }

  /** What the URL says of a name, '' when nothing. */
  get(name: string): string {
    return this.#query.get(name) ?? '';
  }

  /** The URL of this section with other values in its query; null and '' take one out. */
  with(values: Record<string, string | null>): string {
    const query = new URLSearchParams(this.#query);
    for (const [name, value] of Object.entries(values)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    return to(this.section, query);
  }

  /** Changes the query. What is typed replaces its step, what is chosen adds one. */
  set(values: Record<string, string | null>, step: 'push' | 'replace' = 'push'): void {
    const url = this.with(values);
    if (url === location.pathname + location.search) return;
    history[step === 'push' ? 'pushState' : 'replaceState'](null, '', url);
    this.read();
  }

  /** Goes to a place of the office. */
  go(url: string): void {
    if (url !== location.pathname + location.search) history.pushState(null, '', url);
    this.read();
  }

  /** Takes over what the URL says. */
  read(): void {
    const name = location.pathname.slice(base.length + 1).split('/')[0];
    this.section = sections.find((section) => section === name) ?? 'exceptions';
    this.#query = new URLSearchParams(location.search);
  }
}

export const place = new Place();

/** The URL of a section, of one thing in it when at is given. */
export function to(section: Section, query: Record<string, string> | URLSearchParams = {}): string {
  const text = new URLSearchParams(query).toString();
  return `${base}/${section}${text ? `?${text}` : ''}`;
}

/** Follows a click on a link that stays in the office without loading the page anew. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.origin !== location.origin || !link.pathname.startsWith(base)) return;
  event.preventDefault();
  place.go(link.pathname + link.search);
}
