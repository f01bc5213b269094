import { Speaker, type Catalogue } from './catalogue';
import english from './en.gen.json';
import { speak } from './words.svelte';

// Tests of views read English without asking a server for it.
speak(new Speaker('en', english as unknown as Catalogue));
