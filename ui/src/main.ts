import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { connect } from './live/page';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app to put the screens into');
mount(App, { target });
connect();
