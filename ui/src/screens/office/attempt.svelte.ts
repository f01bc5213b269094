import { Refusal } from '../../data/api';
import type { Answer } from '../../data/types';
import { say, t } from '../../words/words.svelte';

/** Something that was asked for, and can perhaps be taken back. */
export interface Wish {
  run: () => Promise<Answer>;
  undo?: (answer: Answer) => Promise<Answer>;
}

/**
 * What became of the last thing that a person asked for at one place of the
 * screen. It is told there, until something else is asked for.
 */
export class Attempt {
  busy = $state(false);
  answer = $state.raw<Answer | null>(null);
  problem = $state.raw<unknown>(null);
  #undo = $state.raw<(() => Promise<Answer>) | null>(null);

  /** Asks for one thing at a time: a second click while one is under way does nothing. */
  async make(wish: Wish): Promise<Answer | null> {
    if (this.busy) return null;
    this.forget();
    this.busy = true;
    try {
      const answer = await wish.run();
      const { undo } = wish;
      this.answer = answer;
      this.#undo = undo ? () => undo(answer) : null;
      return answer;
    } catch (problem) {
      this.problem = problem;
      return null;
    } finally {
      this.busy = false;
    }
  }

  get undoable(): boolean {
    return this.#undo !== null;
  }

  async undo(): Promise<void> {
    const undo = this.#undo;
    if (undo) await this.make({ run: undo });
  }

  forget(): void {
    this.answer = this.problem = this.#undo = null;
  }
}

/** A failure in the reader's words, with what to do. */
export function failure(problem: unknown): string {
  if (!(problem instanceof Refusal)) return t('office_no_answer');
  if (problem.said) return say(problem.said);
  switch (problem.code) {
    case 'only_here':
      return t('office_only_here');
    case 'not_found':
      return t('office_not_there');
    case 'erased':
      return t('office_erased');
  }
  return problem.status >= 500 ? t('office_broken', { Subject: problem.code }) : problem.message;
}
