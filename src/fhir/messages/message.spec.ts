import { ENGLISH, type Language } from './language';
import { inLanguage, isSameText, say, type Message, type Text } from './message';

const french: Language = {
  tag: 'fr',
  translations: {
    '`{0}` is there {1} of {2}.': 'De {2}, `{0}` y est {1}.',
    '{0} times': '{0} fois',
    once: 'une fois',
    'a {0}{1}': '{1}{0}{0}',
  },
};

describe('say', () => {
  const times = (count: number): Message => (count === 1 ? say`once` : say`${count} times`);

  it.each([
    ['English as it stands', say`\`${'name'}\` is there ${2} of ${'us'}.`, '`name` is there 2 of us.', undefined],
    [
      'values in another order',
      say`\`${'name'}\` is there ${times(1)} of ${'us'}.`,
      '`name` is there once of us.',
      'De us, `name` y est une fois.',
    ],
    ['a message in a message', times(3), '3 times', '3 fois'],
    ['what has no translation in English', say`nothing of the kind`, 'nothing of the kind', 'nothing of the kind'],
    ['a value twice', say`a ${'x'}${'y'}`, 'a xy', 'yxx'],
    ['a value that looks like a place or a pattern', say`a ${'{1}$1'}${'$&'}`, 'a {1}$1$&', '$&{1}$1{1}$1'],
    ['characters of JSON', say`Write { "a": ${'1'} }\n`, 'Write { "a": 1 }\n', undefined],
  ])('puts %s', (_, message, english, translated) => {
    expect(message.in(ENGLISH)).toBe(english);
    if (translated !== undefined) expect(message.in(french)).toBe(translated);
  });

  it('is English where a string is wanted', () => {
    expect([String(times(2)), JSON.stringify({ text: times(2) })]).toEqual(['2 times', '{"text":"2 times"}']);
  });

  it('names the keys of its translations, and of those of the messages within it', () => {
    expect(say`\`${'name'}\` is there ${times(2)} of ${'us'}.`.sources()).toEqual([
      '`{0}` is there {1} of {2}.',
      '{0} times',
    ]);
  });

  it('leaves a text of one language alone', () => {
    expect(inLanguage('once', french)).toBe('once');
    expect(inLanguage(times(1), french)).toBe('une fois');
  });
});

describe('isSameText', () => {
  const times = (count: number | string): Message => say`${count} times`;

  it.each<[string, Text, Text, boolean]>([
    ['the same words and values', times(2), times(2), true],
    ['the same words, said in two places', times(2), say`${2} times`, true],
    ['another value', times(2), times(3), false],
    ['a value of another kind', times(2), times('2'), false],
    ['other words', times(2), say`${2} hours`, false],
    ['more words', times(2), say`${2} times${''}`, false],
    ['messages in messages', say`a ${times(2)}`, say`a ${times(2)}`, true],
    ['other messages in messages', say`a ${times(2)}`, say`a ${times(3)}`, false],
    ['a message where a word was', say`a ${times(2)}`, say`a ${'2 times'}`, false],
    ['strings', 'once', 'once', true],
    ['a string that is what a message says in English', '2 times', times(2), true],
    ['another string', 'twice', times(2), false],
  ])('%s', (_, one, other, same) => {
    expect(isSameText(one, other)).toBe(same);
  });
});
