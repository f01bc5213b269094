import { expect, it } from 'vitest';
import { screenOf } from './screen';

it('finds the screen of an address, and what follows its name', () => {
  const path = (pathname: string) => screenOf(pathname)[1];
  expect(path('/pick')).toBe('');
  expect(path('/pick/pick-1')).toBe('pick-1');
  expect(path('/office/pick-lists/L-1')).toBe('pick-lists/L-1');
  expect(path('/pack/pack%201/')).toBe('pack 1');
});

it('shows the door for an address that is no screen', async () => {
  const home = await screenOf('/')[0]();
  for (const pathname of ['/nowhere', '/constructor', '/nowhere/at/all']) {
    const [load, path] = screenOf(pathname);
    expect(await load()).toBe(home);
    expect(path).toBe('');
  }
});
