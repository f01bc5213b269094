// Fails when the first page makes a browser load more script than it may:
// 40 kB compressed, so that a handheld on poor Wi-Fi shows it in a second.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budgetBytes = 40_000;
const folder = new URL('../dist/app/assets/', import.meta.url).pathname;

let total = 0;
for (const name of readdirSync(folder)) {
  if (name.endsWith('.js')) total += gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
}
const said = `script: ${(total / 1000).toFixed(1)} kB compressed of ${budgetBytes / 1000} kB`;
if (total === 0 || total > budgetBytes) {
  console.error(`${said}: ${total === 0 ? 'nothing was built' : 'load a part of it later, or do without'}`);
  process.exit(1);
}
console.log(said);
