// What is heard and felt of an answer, in one piece: a screen stands without it
// and has it a moment later.
export { buzz } from './buzz';
export { play } from './sound';
