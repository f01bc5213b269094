// Fails when a screen makes a browser load more script than it may before it
// shows: 40 kB compressed, so that a handheld on poor Wi-Fi has it in a second,
// and 70 kB for the wall, which has a chart and is opened once a day. What a
// screen loads later, when it is asked for, does not count.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetBytes = 40_000;
const wallBudgetBytes = 70_000;
const app = new URL('../dist/app/', import.meta.url);

/** @typedef {{ file: string, imports?: string[], isEntry?: boolean }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', app), 'utf8'));

/**
 * The files that come with a chunk: its own and what it imports at once.
 * @param {string} name
 * @param {Set<string>} files
 */
function follow(name, files) {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const other of chunk.imports ?? []) follow(other, files);
  return files;
}

/** @param {Set<string>} files */
function compressedBytes(files) {
  let sum = 0;
  for (const file of files) sum += gzipSync(readFileSync(new URL(file, app)), { level: 9 }).length;
  return sum;
}

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
const screens = Object.keys(manifest).flatMap((name) => /^src\/screens\/([^/]+)\/index\.ts$/.exec(name)?.[1] ?? []);
if (!entry || screens.length === 0) throw new Error('nothing was built');

let over = false;
for (const screen of screens.sort()) {
  const bytes = compressedBytes(follow(`src/screens/${screen}/index.ts`, follow(entry, new Set())));
  const budget = screen === 'wall' ? wallBudgetBytes : budgetBytes;
  over ||= bytes > budget;
  console.log(`${screen.padEnd(8)}${(bytes / 1000).toFixed(1).padStart(6)} kB of ${budget / 1000} kB${bytes > budget ? '  TOO MUCH: load a part of it later, or do without' : ''}`);
}
process.exitCode = over ? 1 : 0;
