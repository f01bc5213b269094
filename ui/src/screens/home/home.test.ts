import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stations } from '../../data/stations';
import type { Station } from '../../data/types';
import { live } from '../../live/page';
import Home from './Home.svelte';
import { standing } from './standing';

const pick: Station = { id: 'pick-1', kind: 'pick', seq: 7, badge: 'B-0001', next: { code: 'next_badge' } };
let demo: boolean;

beforeEach(() => {
  demo = true;
  vi.stubGlobal('fetch', () => Promise.resolve(demo ? Response.json({ demo: true }) : Response.json({ title: 'Not Found' }, { status: 404 })));
  live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
  stations.snapshot(1, [pick, { id: 'pack-1', kind: 'pack', seq: 0 }]);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('leads to every station and every screen', async () => {
  render(Home);
  await screen.findByRole('link', { name: /Demo/ });
  const doors = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(doors).toEqual(['/pick/pick-1', '/pack/pack-1', '/wall', '/office', '/demo']);
});

it('has no tour where goods are real', async () => {
  demo = false;
  render(Home);
  await Promise.resolve();
  expect(screen.queryByRole('link', { name: /Demo/ })).toBeNull();
});

it('says what is worst at a station', () => {
  const tones = [
    { ...pick, takeover: true, unknown_job: 'PJ-1' },
    { ...pick, scanner: { state: 'down' } },
    { ...pick, printer: { state: 'up', trouble: 'paper_out' } },
    { ...pick, unknown_job: 'PJ-1' },
    pick,
    { id: 'pack-1', kind: 'pack', seq: 0 },
  ] satisfies Station[];
  expect(tones.map((station) => standing(station).tone)).toEqual(['fault', 'fault', 'fault', 'late', 'busy', 'idle']);
  expect(standing(pick).word).toBe('Scan your badge.');
});
