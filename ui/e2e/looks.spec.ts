import { writeFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { packing, picking, watching, type Chapter } from './story';
import { expect, test } from './test';

const chapters: Record<string, Chapter> = { picking, packing, watching };
const languages = ['en', 'uk', 'ru', 'ro', 'nb', 'zh-CN'];
const widths = [390, 768, 1280, 1920];
const heights: Record<number, number> = { 390: 844, 768: 1024, 1280: 800, 1920: 1080 };

interface View {
  width: number;
  language?: string;
  dark?: boolean;
}

/** A page that has been drawn: live, with its fonts, and with nothing moving. */
async function open(browser: Browser, view: View): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: heights[view.width]! },
    colorScheme: view.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Dates stand still, so that ages do; timers run.
  await page.clock.setFixedTime(new Date('2026-03-02T12:00:00Z'));
  await page.addInitScript((language) => localStorage.setItem('tallyman.language', language), view.language ?? 'en');
  return page;
}

async function draw(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('#app')).not.toBeEmpty();
  await expect(page.locator('html[data-live="live"]')).toBeAttached();
  await page.evaluate(async () => {
    // Rows come after the greeting: drawn is what stays the same for a while.
    for (let before = '', same = 0; same < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const now = document.body.innerHTML;
      same = now === before ? same + 1 : 0;
      before = now;
    }
    // A face is asked for when it is first drawn, so once more after drawing.
    for (let round = 0; round < 3; round++) {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}

/** What does not fit: the page itself, what leaves it sideways, and words cut off in their box. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    // A strip that is moved sideways may be longer than the screen.
    const inStrip = (element: Element | null): boolean => {
      if (!element || element.id === 'app') return false;
      return /auto|scroll/.test(getComputedStyle(element).overflowX) || inStrip(element.parentElement);
    };
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.querySelectorAll<HTMLElement>('#app *')) {
      if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!words || element.closest('.aside') || inStrip(element)) continue;
      const box = element.getBoundingClientRect();
      const name = `<${element.localName} class="${element.className}"> ${element.textContent?.trim().slice(0, 40)}`;
      if (box.right > root.clientWidth + 1 || box.left < -1) found.push(`beyond the edge: ${name}`);
      const style = getComputedStyle(element);
      const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (cuts && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name}`);
      const key = element.closest('button');
      if (key && key.scrollWidth > key.clientWidth + 1) found.push(`too wide for its key: ${name}`);
    }
    return found;
  });
}

for (const [name, chapter] of Object.entries(chapters)) {
  test(`${name} fits in every language, and at every width`, async ({ floor, browser }) => {
    test.setTimeout(240_000);
    const views: View[] = [...languages.map((language) => ({ width: 390, language })), ...widths.slice(1).map((width) => ({ width, language: 'uk' }))];
    const pages = await Promise.all(views.map((view) => open(browser, view)));
    await chapter(floor, async (state, path) => {
      for (const [n, page] of pages.entries()) {
        await draw(page, floor.url + path);
        expect.soft(await misfits(page), `${state} in ${views[n]!.language} at ${views[n]!.width}`).toEqual([]);
      }
    });
  });

  test(`${name} can be read by everybody, in light and in dark`, async ({ floor, browser }) => {
    test.setTimeout(240_000);
    const views: View[] = [
      { width: name === 'picking' ? 390 : 1280 },
      { width: name === 'picking' ? 390 : 1280, dark: true },
    ];
    const pages = await Promise.all(views.map((view) => open(browser, view)));
    await chapter(floor, async (state, path) => {
      for (const [n, page] of pages.entries()) {
        await draw(page, floor.url + path);
        const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
        // 7:1 where somebody scans.
        if (name !== 'watching') axe.options({ rules: { 'color-contrast-enhanced': { enabled: true } } });
        const { violations } = await axe.analyze();
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
        expect.soft(told, `${state} in ${views[n]!.dark ? 'dark' : 'light'}`).toEqual([]);
      }
    });
  });
}

test('what a picker presses is 20 mm high, with 4 mm between', async ({ floor, browser }) => {
  const page = await open(browser, { width: 390 });
  // 126 px are 20 mm on a handheld of 160 px to the inch.
  await picking(floor, async (state, path) => {
    if (path === '/pick') return;
    await draw(page, floor.url + path);
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.key')]
        .filter((key) => key.checkVisibility() && !key.closest('[inert]'))
        .map((key) => ({ ...key.getBoundingClientRect().toJSON(), name: key.textContent?.trim() }) as DOMRect & { name: string }),
    );
    expect(boxes.length, state).toBeGreaterThan(0);
    for (const box of boxes) expect.soft(box.height, `${state}: ${box.name}`).toBeGreaterThanOrEqual(126);
    for (const a of boxes) {
      for (const b of boxes) {
        if (a === b) continue;
        const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
        const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
        expect.soft(Math.max(across, down), `${state}: between ${a.name} and ${b.name}`).toBeGreaterThanOrEqual(24);
      }
    }
  });
});

test('a picture of a state is the same each time, to the byte', async ({ floor, browser }, info) => {
  test.setTimeout(180_000);
  const drawn = async (path: string) => {
    const page = await open(browser, { width: 1280 });
    await draw(page, floor.url + path);
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    await page.context().close();
    return picture;
  };
  // A busy machine may draw a frame in other tiles, which rounds an edge by one
  // step of 255: then once more. What differs each time is the screen's own.
  await watching(floor, async (state, path) => {
    const pictures = [await drawn(path)];
    let same = false;
    for (let more = 0; more < 4 && !same; more++) {
      const next = await drawn(path);
      same = pictures.some((before) => before.equals(next));
      pictures.push(next);
    }
    for (const [n, body] of same ? [] : pictures.entries()) await writeFile(info.outputPath(`${state} ${n}.png`), body);
    expect.soft(same, state).toBe(true);
  });
});
