import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { follow, place, to } from './place.svelte';

const here = (): string => location.pathname + location.search;

beforeEach(() => {
  history.replaceState(null, '', '/office/orders?state=late&q=10');
  place.read();
});

afterEach(() => {
  document.body.replaceChildren();
});

describe('a place in the office', () => {
  it('is read from the URL', () => {
    expect([place.section, place.get('state'), place.get('q'), place.get('at')]).toEqual(['orders', 'late', '10', '']);
  });

  it('is the exceptions where the URL names none', () => {
    for (const path of ['/office', '/office/', '/office/nonsense']) {
      history.replaceState(null, '', path);
      place.read();
      expect(place.section).toBe('exceptions');
    }
  });

  it('keeps its filters when something is chosen, and loses those that are taken off', () => {
    place.set({ at: 'SO-10 №1' });
    expect(here()).toBe(`/office/orders?${new URLSearchParams({ state: 'late', q: '10', at: 'SO-10 №1' }).toString()}`);
    expect(place.with({ state: null, q: '', at: null })).toBe('/office/orders');
  });

  it('is one step back for what was chosen, none for what was typed', async () => {
    const before = history.length;
    place.set({ q: '100' }, 'replace');
    place.set({ q: '1000' }, 'replace');
    expect(history.length).toBe(before);
    place.set({ state: 'open' });
    expect(history.length).toBe(before + 1);
    const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.back();
    await gone;
    place.read();
    expect([place.get('state'), place.get('q')]).toEqual(['late', '1000']);
  });
});

describe('a link', () => {
  function click(href: string, how: MouseEventInit = {}): boolean {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    let followed = false;
    document.addEventListener('click', (event) => {
      follow(event);
      followed = event.defaultPrevented;
      event.preventDefault();
    }, { once: true });
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...how }));
    return followed;
  }

  it('within the office does not load the page anew', () => {
    expect(click(to('stock', { view: 'items', at: 'MUG-1' }))).toBe(true);
    expect([place.section, place.get('view'), place.get('at'), place.get('state')]).toEqual(['stock', 'items', 'MUG-1', '']);
  });

  it('to elsewhere, or for another tab, is the browser\'s', () => {
    expect(click('/pack/pack-1')).toBe(false);
    expect(click(to('stock'), { ctrlKey: true })).toBe(false);
    expect(here()).toBe('/office/orders?state=late&q=10');
  });
});
