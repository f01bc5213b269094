import './look/tokens.css';
import './look/fonts.css';
import './look/base.css';
import './look/theme';
import { connect } from './live/page';
import { followLanguage } from './look/script.svelte';
import { screenOf } from './screens/screen';
import { startWords } from './words/words.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app to put a screen into');

const [load, path] = screenOf(location.pathname);
// A screen's collections register when it is loaded, hence before connecting.
const [screen] = await Promise.all([load(), startWords()]);
followLanguage();
screen.mount(target, path);
connect();
