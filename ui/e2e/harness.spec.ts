import { badge } from './floor';
import { expect, test } from './test';

test('a floor opens, answers a scan on its line, and shows it', async ({ floor, page }) => {
  expect(await floor.scan('pick-1', badge.picker)).toBe('good');
  await page.goto(floor.url);
  await expect(page.getByText('pick-1').first()).toBeVisible();
});
