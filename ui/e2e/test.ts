import { test as base, expect } from '@playwright/test';
import { Floor, type Post } from './floor';

interface Fixtures {
  /** The stations of the floor; the usual two unless a file says otherwise. */
  posts: Post[] | undefined;
  floor: Floor;
}

/** A test on a floor of its own, whose page reports what it complains about. */
export const test = base.extend<Fixtures>({
  posts: [undefined, { option: true }],
  floor: async ({ posts }, use) => {
    const floor = await Floor.open(posts);
    await use(floor);
    await floor.close();
  },
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (problem) => complaints.push(String(problem)));
    page.on('console', (message) => {
      // A server that is down is part of some tests; the browser calls it an error.
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) complaints.push(message.text());
    });
    await use(page);
    expect(complaints, 'the page complained').toEqual([]);
  },
});

export { expect };
