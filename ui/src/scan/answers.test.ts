import { expect, it } from 'vitest';
import { Answers } from './answers';

function heard(): [Answers, string[]] {
  const sounds: string[] = [];
  return [new Answers((sound) => sounds.push(sound)), sounds];
}

it('what was answered before the screen was opened is no news', () => {
  const [answers, sounds] = heard();
  answers.row({ seq: 7, outcome: 'bad' });
  expect(sounds).toEqual([]);
  expect(answers.flash.value).toBeNull();
});

it('each answer sounds once, whichever way it comes first', () => {
  const [answers, sounds] = heard();
  answers.row({ seq: 7, outcome: 'bad' });
  answers.row({ seq: 8, outcome: 'good' });
  answers.reply(8, 'good');
  answers.reply(9, 'over');
  answers.row({ seq: 9, outcome: 'over' });
  // The row changes for a device, too.
  answers.row({ seq: 9, outcome: 'over' });
  expect(sounds).toEqual(['good', 'over']);
  expect(answers.flash.value).toEqual({ seq: 9, outcome: 'over' });
});

it('a reply that comes late is old', () => {
  const [answers, sounds] = heard();
  answers.row({ seq: 7 });
  answers.row({ seq: 9, outcome: 'good' });
  answers.reply(8, 'bad');
  expect(sounds).toEqual(['good']);
});

it('each colour has its sound', () => {
  const [answers, sounds] = heard();
  answers.row({ seq: 0 });
  for (const [i, outcome] of (['good', 'bad', 'over', 'unknown'] as const).entries()) answers.row({ seq: i + 1, outcome });
  expect(sounds).toEqual(['good', 'wrong', 'over', 'unknown']);
});

it('an answer that nothing was written down for is told each time', () => {
  const [answers, sounds] = heard();
  answers.row({ seq: 7 });
  answers.reply(0, 'unknown');
  answers.reply(0, 'unknown');
  expect(sounds).toEqual(['unknown', 'unknown']);
});
