import { muted, speaker } from './quiet';

/** What a sound says. Each can be told from the others without looking. */
export type Sound = 'good' | 'wrong' | 'over' | 'unknown' | 'attention';

/** A tone: when it begins and how long it is, in ms, and its pitch in hertz. */
interface Tone {
  at: number;
  long: number;
  hertz: number;
  /** Where the pitch slides to; it stays when absent. */
  to?: number;
  wave: OscillatorType;
  loud: number;
}

const sounds: Record<Sound, readonly Tone[]> = {
  good: [{ at: 0, long: 85, hertz: 2093, wave: 'sine', loud: 0.5 }],
  wrong: [0, 190, 380].map((at) => ({ at, long: 130, hertz: 196, wave: 'square', loud: 0.45 })),
  over: [
    { at: 0, long: 140, hertz: 784, wave: 'triangle', loud: 0.7 },
    { at: 170, long: 260, hertz: 523, wave: 'triangle', loud: 0.7 },
  ],
  unknown: [
    { at: 0, long: 110, hertz: 440, wave: 'triangle', loud: 0.7 },
    { at: 150, long: 240, hertz: 440, to: 740, wave: 'triangle', loud: 0.7 },
  ],
  attention: [0, 260].map((at) => ({ at, long: 220, hertz: 988, wave: 'sine', loud: 0.5 })),
};

let voices: OscillatorNode[] = [];

/** Sounds at once; what still sounds stops. Silent while muted or locked. */
export function play(sound: Sound): void {
  const context = speaker();
  if (!context || context.state !== 'running' || muted.value) return;
  for (const voice of voices) voice.stop();
  voices = sounds[sound].map((tone) => voiceOf(context, tone));
}

function voiceOf(context: AudioContext, { at, long, hertz, to, wave, loud }: Tone): OscillatorNode {
  const begin = context.currentTime + at / 1000;
  const end = begin + long / 1000;
  const voice = new OscillatorNode(context, { type: wave, frequency: hertz });
  if (to) voice.frequency.linearRampToValueAtTime(to, end);
  // Edges that are not steps: a step is heard as a click.
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, begin);
  volume.gain.linearRampToValueAtTime(loud, begin + 0.004);
  volume.gain.setValueAtTime(loud, end - 0.012);
  volume.gain.linearRampToValueAtTime(0, end);
  voice.connect(volume).connect(context.destination);
  voice.start(begin);
  voice.stop(end);
  return voice;
}
