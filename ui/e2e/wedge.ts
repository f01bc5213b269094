import type { Page } from '@playwright/test';

/** How a physical key is called, and what it types on an English layout. */
interface Stroke {
  code: string;
  key: string;
  shift?: boolean;
}

/** What a Ukrainian layout makes of the letter keys. */
const ukrainian: Record<string, string> = {
  KeyQ: 'й', KeyW: 'ц', KeyE: 'у', KeyR: 'к', KeyT: 'е', KeyY: 'н', KeyU: 'г', KeyI: 'ш', KeyO: 'щ', KeyP: 'з',
  KeyA: 'ф', KeyS: 'і', KeyD: 'в', KeyF: 'а', KeyG: 'п', KeyH: 'р', KeyJ: 'о', KeyK: 'л', KeyL: 'д',
  KeyZ: 'я', KeyX: 'ч', KeyC: 'с', KeyV: 'м', KeyB: 'и', KeyN: 'т', KeyM: 'ь',
};

function stroke(character: string): Stroke {
  if (/[0-9]/.test(character)) return { code: `Digit${character}`, key: character };
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, key: character, shift: true };
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, key: character };
  if (character === '-') return { code: 'Minus', key: '-' };
  throw new Error(`the wedge has no key for ${character}`);
}

/**
 * Types a code as a keyboard wedge does: whole, fast, with Enter at the end.
 * The keys go in through the debugging protocol, where the physical key and
 * what the layout makes of it can be told apart.
 */
export async function wedge(page: Page, text: string, layout: 'us' | 'uk' = 'us'): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  // A scanner's clock, whatever the machine is busy with: 2 ms an event.
  let at = Date.now() / 1000;
  const when = () => ({ timestamp: (at += 0.002) });
  const send = (type: 'keyDown' | 'keyUp', s: Stroke) => {
    let key = s.key;
    if (layout === 'uk' && ukrainian[s.code]) key = s.shift ? ukrainian[s.code]!.toUpperCase() : ukrainian[s.code]!;
    const shown = type === 'keyDown' && key.length === 1 ? { text: key, unmodifiedText: key } : {};
    return protocol.send('Input.dispatchKeyEvent', { type, code: s.code, key, modifiers: s.shift ? 8 : 0, ...shown, ...when() });
  };
  // All at once: the protocol keeps the order, and a round trip for each key
  // would make a slow typist of the scanner.
  const strokes = [...text].map(stroke);
  const sent: Promise<unknown>[] = [];
  for (const s of strokes) sent.push(send('keyDown', s), send('keyUp', s));
  const enter = { code: 'Enter', key: 'Enter' };
  sent.push(protocol.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter, text: '\r', unmodifiedText: '\r', windowsVirtualKeyCode: 13, ...when() }));
  sent.push(protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter, windowsVirtualKeyCode: 13, ...when() }));
  await Promise.all(sent);
  await protocol.detach();
}
