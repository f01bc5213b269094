import { defineConfig } from '@playwright/test';

/**
 * Browser tests: Debian's Chromium against the program itself, with scanners on
 * ptys and printers on TCP ports that its `sim` commands play. Each test has a
 * floor of its own: a folder, a database, ports that the system gives out.
 */
export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'tests', testMatch: '*.spec.ts' },
    { name: 'pictures', testMatch: '*.pictures.ts', timeout: 300_000 },
    { name: 'bench', testMatch: '*.bench.ts', fullyParallel: false, timeout: 600_000 },
  ],
  outputDir: 'node_modules/.playwright',
  // Two cores: a browser and a server are enough for each.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // What makes pictures the same on every machine.
        '--font-render-hinting=none',
        '--force-color-profile=srgb',
        '--disable-lcd-text',
        '--disable-partial-raster',
        '--disable-skia-runtime-opts',
      ],
    },
  },
});
