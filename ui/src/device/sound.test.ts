import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Tone {
  hertz: number;
  wave: string;
  at: number;
  until: number;
  stopped: boolean;
}

let tones: Tone[];
let context: FakeContext | undefined;

/** A loudspeaker that notes what it is to sound. */
class FakeContext extends EventTarget {
  state = 'suspended';
  currentTime = 10;
  destination = {};

  constructor() {
    super();
    context = this;
  }

  resume(): Promise<void> {
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }
}

class FakeVoice {
  #tone: Tone;
  frequency = { linearRampToValueAtTime: () => {} };

  constructor(_: unknown, { type, frequency }: { type: string; frequency: number }) {
    this.#tone = { hertz: frequency, wave: type, at: 0, until: Infinity, stopped: false };
    tones.push(this.#tone);
  }

  connect<T>(to: T): T {
    return to;
  }

  start(at: number): void {
    this.#tone.at = at - 10;
  }

  stop(at?: number): void {
    if (at === undefined) this.#tone.stopped = true;
    else this.#tone.until = at - 10;
  }
}

class FakeGain {
  gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} };
  connect = <T>(to: T): T => to;
}

// The page has one loudspeaker, and each test a page of its own.
async function page(): Promise<typeof import('./quiet') & typeof import('./sound')> {
  vi.resetModules();
  return { ...(await import('./quiet')), ...(await import('./sound')) };
}

beforeEach(() => {
  tones = [];
  context = undefined;
  localStorage.clear();
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('OscillatorNode', FakeVoice);
  vi.stubGlobal('GainNode', FakeGain);
});

describe('sound', () => {
  it('is locked until the page is touched', async () => {
    // A browser does not resume what nobody touched.
    const resume = vi.spyOn(FakeContext.prototype, 'resume').mockResolvedValue();
    const { locked, play, unlockSound } = await page();
    const end = unlockSound(window);
    expect(locked.value).toBe(true);
    play('good');
    expect(tones).toEqual([]);
    resume.mockRestore();
    window.dispatchEvent(new Event('pointerdown'));
    expect(locked.value).toBe(false);
    play('good');
    expect(tones).toHaveLength(1);
    end();
  });

  it('is unlocked by the first key of a scanner that types', async () => {
    const { locked, unlockSound } = await page();
    const end = unlockSound(window);
    context!.state = 'suspended';
    context!.dispatchEvent(new Event('statechange'));
    expect(locked.value).toBe(true);
    window.dispatchEvent(new Event('keydown'));
    expect(locked.value).toBe(false);
    end();
  });

  it('good is one short high tone, wrong three low square ones', async () => {
    const { play, unlockSound } = await page();
    unlockSound(window)();
    play('good');
    expect(tones).toHaveLength(1);
    expect(tones[0]!.hertz).toBeGreaterThan(1_500);
    expect(tones[0]!.until).toBeLessThan(0.15);
    play('wrong');
    const wrong = tones.slice(1);
    expect(wrong.map(({ wave }) => wave)).toEqual(['square', 'square', 'square']);
    for (const { hertz } of wrong) expect(hertz).toBeLessThan(300);
    for (const [i, { at }] of wrong.entries()) if (i > 0) expect(at).toBeGreaterThan(wrong[i - 1]!.until);
  });

  it('gives way to the next answer', async () => {
    const { play, unlockSound } = await page();
    unlockSound(window)();
    play('wrong');
    play('good');
    expect(tones.map(({ stopped }) => stopped)).toEqual([true, true, true, false]);
  });

  it('is off where somebody switched it off, also after a reload', async () => {
    const before = await page();
    before.setMuted(true);
    const { muted, play, setMuted, unlockSound } = await page();
    unlockSound(window)();
    expect(muted.value).toBe(true);
    play('good');
    expect(tones).toEqual([]);
    setMuted(false);
    play('good');
    expect(tones).toHaveLength(1);
  });

  it('is not called locked where there is none', async () => {
    vi.stubGlobal('AudioContext', undefined);
    const { locked, play, unlockSound } = await page();
    unlockSound(window)();
    play('good');
    expect(locked.value).toBe(false);
  });
});
