import type { CDPSession } from '@playwright/test';
import { badge } from './floor';
import { expect, test } from './test';

/** Seconds under load; torture takes fifteen minutes. */
const seconds = Number(process.env['SOAK_SECONDS'] ?? 20);
const perSecond = 20;

interface Weight {
  heapBytes: number;
  nodes: number;
  listeners: number;
}

/** What the page weighs once everything that can be collected was. */
async function weigh(protocol: CDPSession): Promise<Weight> {
  for (let round = 0; round < 3; round++) await protocol.send('HeapProfiler.collectGarbage');
  const { metrics } = await protocol.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

test('a wall under twenty events a second stays as light as it was', async ({ floor, page }) => {
  test.setTimeout((seconds + 60) * 1000);
  await floor.post('/stations/pick-1/scans', { screen: 'soak', id: 'badge', code: badge.picker });
  await page.goto(`${floor.url}/wall`);
  await expect(page.locator('#app')).not.toBeEmpty();
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable');

  // Paced by the clock and not by sleeping after each: a slow answer is made up for.
  const began = performance.now();
  let sent = 0;
  const load = async (until: number) => {
    while (performance.now() - began < until * 1000) {
      if (sent < ((performance.now() - began) / 1000) * perSecond) {
        sent++;
        await floor.post('/stations/pick-1/scans', { screen: 'soak', id: String(sent), code: `NOPE-${sent}` });
      } else {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  await load(seconds / 4);
  const early = await weigh(protocol);
  await load(seconds);
  const late = await weigh(protocol);
  console.log(`wall after ${sent} events: ${JSON.stringify(early)} then ${JSON.stringify(late)}`);
  expect(sent).toBeGreaterThan(seconds * perSecond * 0.9);
  expect(late.nodes).toBeLessThanOrEqual(early.nodes * 1.05 + 50);
  expect(late.listeners).toBeLessThanOrEqual(early.listeners + 10);
  expect(late.heapBytes).toBeLessThanOrEqual(early.heapBytes * 1.1 + 500_000);
});
