import type { Outcome, Station } from '../data/types';
import type { Sound } from '../device/sound';
import { Signal } from '../live/signal';

/** An answer that is news: the entry of the ledger, and its colour. */
export interface Flash {
  seq: number;
  outcome: Outcome;
}

export const sounds: Record<Outcome, Sound> = { good: 'good', bad: 'wrong', over: 'over', unknown: 'unknown' };

/**
 * Tells each answer of a station once, whichever way it comes first: as the
 * reply to a scan of this screen, or by the station's row, which also has what
 * its own scanner read. What was answered before the screen was opened is no
 * news.
 */
export class Answers {
  readonly flash = new Signal<Flash | null>(null);
  #last: number | null = null;

  constructor(private tell: (sound: Sound) => void) {}

  /** The station as it is now. */
  row({ seq, outcome }: Pick<Station, 'seq' | 'outcome'>): void {
    const first = this.#last === null;
    this.#news(seq, first ? undefined : outcome);
  }

  /** The reply to a scan of this screen. */
  reply(seq: number, outcome: Outcome): void {
    // Nothing was written down: nobody else will ever tell.
    if (seq === 0) this.#say({ seq, outcome });
    else this.#news(seq, outcome);
  }

  #news(seq: number, outcome: Outcome | undefined): void {
    if (this.#last !== null && seq <= this.#last) return;
    this.#last = seq;
    if (outcome) this.#say({ seq, outcome });
  }

  #say(flash: Flash): void {
    this.tell(sounds[flash.outcome]);
    this.flash.set(flash);
  }
}
