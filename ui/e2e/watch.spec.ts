import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './test';
import { wedge } from './wedge';

const languages = ['en', 'uk', 'ru', 'ro', 'nb', 'zh-CN'];

/** The smallest text of a kind on the wall, in hundredths of its height. */
function smallest(page: Page, what: string): Promise<number> {
  return page.locator(what).evaluateAll((found) =>
    Math.min(...found.map((element) => (100 * parseFloat(getComputedStyle(element).fontSize)) / innerHeight)),
  );
}

test.describe('the wall', () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  for (const language of languages) {
    test(`can be read from ten metres in ${language}`, async ({ floor, page }) => {
      await page.addInitScript((chosen) => localStorage.setItem('tallyman.language', chosen), language);
      await page.goto(`${floor.url}/wall`);
      await expect(page.locator('dd')).toHaveCount(5);
      await page.evaluate(() => document.fonts.ready);
      await expect.poll(() => smallest(page, 'dd')).toBeGreaterThanOrEqual(10);
      for (const words of ['dt', '.sentence p', 'ol b']) {
        if ((await page.locator(words).count()) > 0) await expect.poll(() => smallest(page, words), words).toBeGreaterThanOrEqual(7.9);
      }
    });
  }

  test('tells an update from a server that is gone, and is right again after it', async ({ floor, page }) => {
    await page.goto(`${floor.url}/wall`);
    await expect(page.locator('dd')).toHaveCount(5);
    await floor.halt();
    await expect(page.getByText('The server is starting anew')).toBeVisible();
    await floor.serve();
    await expect(page.getByText('The server is starting anew')).toBeHidden({ timeout: 20_000 });
    await expect(page.locator('dd')).toHaveCount(5);
  });
});

test.describe('the office', () => {
  test('saves a list as a file', async ({ floor, page }) => {
    await page.goto(`${floor.url}/office/orders`);
    await expect(page.getByRole('rowheader', { name: 'SO-1', exact: true })).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save orders as CSV' }).click()]);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(lines[0]).toBe('\ufefforder,state,ship_by,service,channel,lines,units,short,holds');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toContain('SO-2');
  });

  test('finds by typing and by a scan', async ({ floor, page }) => {
    await page.goto(`${floor.url}/office/exceptions`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('MUG-MOSS', { delay: 80 });
    await expect(page.getByRole('option', { name: /MUG-MOSS/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/office\/stock\?view=items&at=MUG-MOSS$/);
    await wedge(page, 'A-01-02');
    await expect(page).toHaveURL(/\/office\/stock\?at=A-01-02$/);
    await expect(page.getByRole('complementary', { name: 'A-01-02' })).toBeVisible();
  });

  test('keeps its filters in the address', async ({ floor, page }) => {
    await page.goto(`${floor.url}/office/orders`);
    await page.getByRole('link', { name: /^To pick/ }).click();
    await page.getByRole('searchbox', { name: /Order, service/ }).fill('express');
    await page.reload();
    await expect(page.getByRole('searchbox', { name: /Order, service/ })).toHaveValue('express');
    await expect(page.getByRole('link', { name: /^To pick/ })).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('tbody tr').first()).toContainText('express');
  });

  test('holds an order, lets it go again, and releases work', async ({ floor, page }) => {
    await page.goto(`${floor.url}/office/orders?at=SO-1`);
    await page.getByRole('button', { name: 'Put on hold…' }).click();
    await page.getByRole('button', { name: 'bad address', exact: true }).click();
    await expect(page.getByRole('row', { name: /SO-1 / })).toContainText('On hold: bad address');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Order SO-1 is not on hold any more: bad address.')).toBeVisible();

    await page.goto(`${floor.url}/office/pick-lists`);
    await page.getByRole('button', { name: 'List for a cart' }).click();
    await expect(page.getByText(/^List L-000001 is ready/)).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'L-000001' })).toBeVisible();
  });

  test('shows a label by its layout while the layout is changed, and what is wrong with it', async ({ floor, page }) => {
    await page.goto(`${floor.url}/office/layout`);
    const label = page.getByRole('img', { name: 'The sample by this layout' });
    const seen = () => label.evaluate((image: HTMLImageElement) => `${image.src} ${image.naturalWidth}`).catch(() => '');
    await expect.poll(seen).toMatch(/ [1-9]\d+$/);
    const before = await seen();
    const text = page.getByRole('textbox', { name: 'Label layout' });
    const layout = await text.inputValue();
    await text.fill(layout.replace('field = "sender"', 'field = "service"'));
    await expect.poll(seen).not.toBe(before);
    await text.fill(`${layout}\nno_such_key = 1\n`);
    await expect(page.getByText(/no_such_key/)).toBeVisible();
    await text.fill(layout);
    await expect(page.getByText(/no_such_key/).and(page.locator('.mark'))).toBeHidden();
  });

  test('says what to do about a scanner that is gone', async ({ floor, page }) => {
    await page.goto(`${floor.url}/office/exceptions`);
    await floor.plug('pick-1', false);
    await expect(page.getByRole('heading', { name: 'The scanner of pick-1 does not answer.' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('Check its cable, its base and its battery.')).toBeVisible();
    await floor.plug('pick-1', true);
    await expect(page.getByText('Nothing to decide, nothing to mend.')).toBeVisible({ timeout: 20_000 });
  });
});
