import { language } from '../words/words.svelte';

/** Loads the typeface of the present language, where that is a large one. */
export function followLanguage(): void {
  $effect.root(() => {
    $effect(() => {
      if (language() === 'zh-CN') void import('./chinese');
    });
  });
}
