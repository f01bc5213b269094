import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the server that `make run` started. */
const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  // The embedding Go package serves dist/app; dist itself holds the committed
  // page that stands in when there was no build.
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Inlined images would need a looser content security policy.
    assetsInlineLimit: 0,
    // What scripts/budget.mjs reads.
    manifest: true,
    rolldownOptions: {
      output: {
        // One file of what every screen has, one of what those on the floor
        // have: many small ones cost a round trip each and are compressed less.
        // What only a sheet or another screen needs stays out, and comes later;
        // the office alone has many files that share, hence the names.
        codeSplitting: {
          groups: [
            { name: 'base', test: /preload-helper/ },
            { name: 'base', test: /node_modules\/(?!.*(?:select|input|bindings\/shared|svelte-head|key|attachments)\.js)|src\/(live|words)\/|src\/(look|data)\/(?!Connection|LanguageSwitch|ThemeSwitch|Sheet|Age|Empty|demo|pages|thing|commands)/, minShareCount: 4 },
            { name: 'device', test: /src\/device\/(?:wakelock|wedge|field|keys|id)\.ts/ },
            { name: 'floor', test: /src\/(scan|device)\/(?!feedback|sound|buzz|wakelock)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: server, ws: true }, '/livez': server },
  },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/words/english.fake.ts', 'src/look/dialog.fake.ts'],
    restoreMocks: true,
  },
});
