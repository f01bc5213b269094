import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { program } from './floor';
import { Process } from './process';

// The pictures of the README: the demo, some minutes into its day.

const folder = fileURLToPath(new URL('../pictures', import.meta.url));

interface Station {
  id: string;
  outcome?: string;
  takeover?: boolean;
  line?: { here: boolean; picked: number };
  packing?: { lines: { packed: number; quantity: number }[] };
}

/** Moments that show what a screen is for. */
const worth: Record<string, (station: Station) => boolean> = {
  'pick-1': ({ line, outcome, takeover }) => Boolean(line?.here && outcome === 'good' && !takeover),
  'pack-1': ({ packing, outcome, takeover }) =>
    Boolean(packing && outcome === 'good' && !takeover && packing.lines.length > 2 && packing.lines.some(({ packed }) => packed > 0) && packing.lines.some(({ packed, quantity }) => packed < quantity)),
};

async function post(url: string, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

/** Waits for such a moment at a station and stops the workers in it. */
async function hold(url: string, station: string): Promise<void> {
  await post(url, '/demo/pause', { paused: false });
  await expect
    .poll(async () => worth[station]!((await (await fetch(`${url}/api/v1/stations/${station}`)).json()) as Station), { intervals: [50], timeout: 120_000 })
    .toBe(true);
  await post(url, '/demo/pause', { paused: true });
}

async function take(page: Page, url: string, name: string, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.goto(url);
  await expect(page.locator('html[data-live="live"]')).toBeAttached();
  // A touch, so that sound is no matter any more; where nothing is pressed.
  await page.mouse.click(width / 2, 4);
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

test('pictures of the README', async ({ page }) => {
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'tallyman-pictures-'));
  const demo = new Process('demo', program, ['demo', '--listen', '127.0.0.1:0'], work);
  try {
    const url = (await demo.says(/^Open\s+(http:\/\/[^/\s]+)/))[1]!;
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await hold(url, 'pick-1');
    await take(page, `${url}/pick/pick-1`, 'pick', 390, 844);
    await hold(url, 'pack-1');
    await take(page, `${url}/pack/pack-1`, 'pack', 1280, 800);
    await take(page, `${url}/office/orders`, 'office', 1280, 800);
    await take(page, `${url}/demo`, 'demo', 1280, 800);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await take(page, `${url}/wall`, 'wall', 1280, 720);
  } finally {
    await demo.stop();
    await rm(work, { recursive: true, force: true });
  }
});
