import { badge, totes } from './floor';
import { expect, test } from './test';
import { wedge } from './wedge';
import { goods, pick, place, scanAll, type OrderState } from './work';
import { command } from '../src/device/codes';

test('a burst of a wedge is counted to the unit', async ({ floor, page }) => {
  const lines = { 'MUG-BLUE': 6, 'CUP-ESP': 6 };
  await place(floor, 'BURST', lines);
  await pick(floor, lines);
  await page.goto(`${floor.url}/pack/pack-1`);
  await expect(page.getByText('Nobody packs here')).toBeVisible();
  await wedge(page, badge.packer);
  await wedge(page, totes[0]!);
  // Turn and turn about, so that no read can be taken for a double; no pause.
  for (let n = 0; n < 6; n++) {
    await wedge(page, goods['MUG-BLUE']!.gtin);
    await wedge(page, goods['CUP-ESP']!.gtin);
  }
  await floor.label('pack-1', 1);
  const { lines: counted } = await floor.get<OrderState>('/orders/BURST');
  expect(counted.map(({ sku, packed }) => `${sku} ${packed}`).sort()).toEqual(['CUP-ESP 6', 'MUG-BLUE 6']);
});

test('a line and a wedge at one station lose nothing and count nothing twice', async ({ floor, page }) => {
  const lines = { 'MUG-BLUE': 8, 'CUP-ESP': 8 };
  await place(floor, 'BOTH', lines);
  await pick(floor, lines);
  await scanAll(floor, 'pack-1', badge.packer, totes[0]!);
  await page.goto(`${floor.url}/pack/pack-1`);
  await expect(page.getByText('BOTH').first()).toBeVisible();
  for (let n = 0; n < 8; n++) {
    await Promise.all([wedge(page, goods['MUG-BLUE']!.gtin), scanAll(floor, 'pack-1', goods['CUP-ESP']!.gtin)]);
    // Later than the window in which the same code is one read.
    await expect.poll(async () => (await floor.get<OrderState>('/orders/BOTH')).lines.reduce((sum, { packed }) => sum + packed, 0)).toBe(2 * (n + 1));
    await page.waitForTimeout(250);
  }
  await floor.label('pack-1', 1);
});

test('a mistake holds the screen until it is acknowledged, over scans and a reload', async ({ floor, page }) => {
  const lines = { 'MUG-BLUE': 2 };
  await place(floor, 'HELD', lines);
  await pick(floor, lines);
  await scanAll(floor, 'pack-1', badge.packer, totes[0]!);
  await page.goto(`${floor.url}/pack/pack-1`);
  expect(await floor.scan('pack-1', goods['TIMER']!.gtin)).toBe('bad');
  const takeover = page.getByRole('alertdialog');
  await expect(takeover).toBeVisible();
  await expect(takeover).toContainText('Wrong item');
  await expect(takeover).toContainText('MUG-BLUE');

  // The right item does not dismiss it, from the line or from a wedge, and is not counted.
  expect(await floor.scan('pack-1', goods['MUG-BLUE']!.gtin)).toBe('bad');
  await wedge(page, goods['CUP-ESP']!.gtin);
  await expect(takeover).toContainText('ACKNOWLEDGE first');
  await page.reload();
  await expect(takeover).toBeVisible();

  await takeover.getByRole('button', { name: 'ACKNOWLEDGE' }).click();
  await expect(takeover).toBeHidden();
  await scanAll(floor, 'pack-1', goods['MUG-BLUE']!.gtin);
  const { lines: counted } = await floor.get<OrderState>('/orders/HELD');
  expect(counted[0]!.packed).toBe(1);
});

test('the printed acknowledgement ends a take-over, too', async ({ floor, page }) => {
  await place(floor, 'PRINTED', { 'MUG-BLUE': 1 });
  await pick(floor, { 'MUG-BLUE': 1 });
  await page.goto(`${floor.url}/pack/pack-1`);
  await expect(page.getByText('Nobody packs here')).toBeVisible();
  await wedge(page, badge.packer);
  await wedge(page, totes[0]!);
  await wedge(page, goods['TIMER']!.gtin);
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await wedge(page, command('ACK'));
  await expect(page.getByRole('alertdialog')).toBeHidden();
});

test('a scan into a focused field, on a Ukrainian layout, is a scan and leaves the field alone', async ({ floor, page }) => {
  await page.goto(`${floor.url}/pack/pack-1`);
  await expect(page.getByText('Nobody packs here')).toBeVisible();
  // A field as any extension or a later screen may have.
  await page.evaluate(() => {
    const field = document.createElement('input');
    field.id = 'field';
    field.value = 'seven words';
    document.body.append(field);
    field.focus();
    field.setSelectionRange(5, 5);
  });
  await wedge(page, badge.packer, 'uk');
  await expect.poll(async () => (await floor.get<{ badge?: string }>('/stations/pack-1')).badge).toBeTruthy();
  const field = await page.evaluate(() => {
    const { value, selectionStart } = document.getElementById('field') as HTMLInputElement;
    return { value, selectionStart, focused: document.activeElement?.id };
  });
  expect(field).toEqual({ value: 'seven words', selectionStart: 5, focused: 'field' });
});

test('a server that dies in mid-scan counts each scan once when it is back', async ({ floor, page }) => {
  const lines = { 'MUG-BLUE': 3, 'CUP-ESP': 3 };
  await place(floor, 'KILLED', lines);
  await pick(floor, lines);
  await page.goto(`${floor.url}/pack/pack-1`);
  await expect(page.getByText('Nobody packs here')).toBeVisible();
  await wedge(page, badge.packer);
  await wedge(page, totes[0]!);
  await expect(page.getByText('KILLED').first()).toBeVisible();
  // The scans and the power cut in the same moment; more scans while it is down.
  await Promise.all([wedge(page, goods['MUG-BLUE']!.gtin), floor.halt('SIGKILL')]);
  await wedge(page, goods['CUP-ESP']!.gtin);
  await wedge(page, goods['MUG-BLUE']!.gtin);
  await expect(page.getByText(/Connection lost/).first()).toBeVisible();
  await expect(page.getByText(/scans? waits?/).first()).toBeVisible();
  await floor.serve();
  // Whoever scans on does not have to wait, and a doubt is settled in words.
  await expect.poll(async () => (await floor.get<OrderState>('/orders/KILLED')).lines.map(({ sku, packed }) => `${sku} ${packed}`).sort(), { timeout: 30_000 }).toEqual(['CUP-ESP 1', 'MUG-BLUE 2']);
  await expect(page.getByText(/waits?$/)).toHaveCount(0);
  for (const sku of ['CUP-ESP', 'MUG-BLUE', 'CUP-ESP']) await wedge(page, goods[sku]!.gtin);
  await floor.label('pack-1', 1);
});

test('a new version is loaded between lines and not within one', async ({ floor, page }) => {
  const lines = { 'MUG-BLUE': 2 };
  await place(floor, 'LINE', lines);
  await pick(floor, lines);
  await scanAll(floor, 'pack-1', badge.packer, totes[0]!, goods['MUG-BLUE']!.gtin);
  // The page meets a server that calls itself otherwise, as after an update.
  let version = '';
  await page.routeWebSocket(/\/api\/v1\/live$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(String(message).replace(/("type":"hello","server":")[^"]*/, `$1${version || 'first'}`));
    });
  });
  await page.goto(`${floor.url}/pack/pack-1`);
  await expect(page.getByText('LINE').first()).toBeVisible();
  await page.evaluate(() => Object.assign(window, { same: true }));
  version = 'second';
  await floor.halt();
  await floor.serve();
  await expect(page.getByText('A new version is loaded after this line.')).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => 'same' in window)).toBe(true);
  await scanAll(floor, 'pack-1', command('NEXT')).catch(() => undefined);
  expect(await floor.scan('pack-1', goods['MUG-BLUE']!.gtin)).toBe('good');
  const label = await floor.label('pack-1', 1);
  await scanAll(floor, 'pack-1', codeOf(label));
  await scanAll(floor, 'pack-1', command('NEXT'));
  // The page may go away under the question.
  await expect.poll(() => page.evaluate(() => 'same' in window).catch(() => true), { timeout: 30_000 }).toBe(false);
});

const silent = 'Silent until you touch the screen';

/** The code that names the attempt, out of what the simulated printer reports. */
function codeOf(label: string): string {
  const found = /TLP[0-9A-X]+/.exec(label);
  if (!found) throw new Error(`no attempt on the label: ${label}`);
  return found[0];
}

test('sound is locked until somebody touches the screen, and says so', async ({ floor, page }) => {
  // Within the page, since a question of the test counts as a touch: it may not
  // ask before the page has said that it is silent.
  await page.addInitScript((silent) => {
    const played: number[] = [];
    Object.assign(window, { played });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when?: number) {
      played.push(this.frequency.value);
      return start.call(this, when);
    };
    const seen = new MutationObserver(() => {
      if (!document.body?.innerText.includes(silent)) return;
      seen.disconnect();
      console.log(silent);
    });
    seen.observe(document, { childList: true, subtree: true });
  }, silent);
  const said = page.waitForEvent('console', (message) => message.text() === silent);
  await page.goto(`${floor.url}/pack/pack-1`);
  await said;
  const hint = page.getByText(silent);
  await page.mouse.click(600, 500);
  await expect(hint).toBeHidden();
  expect(await floor.scan('pack-1', badge.packer)).toBe('good');
  await expect.poll(() => page.evaluate(() => (window as unknown as { played: number[] }).played.length)).toBeGreaterThan(0);
});
