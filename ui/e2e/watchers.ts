import type { Page } from '@playwright/test';

/**
 * Follows everything over so many connections, as other screens would, from a
 * page of its own. Gives a way to ask how many messages have come.
 */
export async function watch(page: Page, url: string, count: number): Promise<() => Promise<number>> {
  await page.goto(`${url}/favicon.svg`);
  await page.evaluate(async (count) => {
    const counted = { messages: 0 };
    Object.assign(window, { counted });
    const address = new URL('/api/v1/live', location.href.replace(/^http/, 'ws'));
    for (let n = 0; n < count; n++) {
      await new Promise<void>((resolve, reject) => {
        const socket = new WebSocket(address);
        socket.onopen = () => socket.send(JSON.stringify({ subscribe: ['stations', 'orders', 'scans'], resume: 0 }));
        socket.onmessage = () => {
          counted.messages++;
          resolve();
        };
        socket.onerror = () => reject(new Error('a watcher could not connect'));
      });
    }
  }, count);
  return () => page.evaluate(() => (window as unknown as { counted: { messages: number } }).counted.messages);
}
