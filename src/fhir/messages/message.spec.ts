import { ENGLISH, type Language } from './language';
import { inLanguage, say, type Message } from './message';

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
