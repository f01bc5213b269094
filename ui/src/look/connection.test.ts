import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { live } from '../live/page';
import Connection from './Connection.svelte';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the connection', () => {
  it('says at once that it is lost, then how old the data is', async () => {
    vi.useFakeTimers();
    live.status.set({ state: 'lost', heard: Date.now(), server: 'v1' });
    render(Connection);
    const said = () => screen.getByRole('status').textContent?.trim();
    expect(said()).toBe('Connection lost');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(said()).toBe('Connection lost for 3 s');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(said()).toBe('DATA 14 s OLD');
  });

  it('is a plain word while it holds', () => {
    live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
    render(Connection);
    expect(screen.getByText(/Live/)).toBeTruthy();
  });
});
