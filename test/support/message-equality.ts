import { Message } from '../../src/fhir/messages';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way to say that Jest has more than its types tell
  namespace jest {
    interface Expect {
      addEqualityTesters(testers: readonly ((a: unknown, b: unknown) => boolean | undefined)[]): void;
    }
  }
}

/** A message equals its English text, so that tables of expected issues can be plain text. */
expect.addEqualityTesters([
  (a, b) => {
    if (!(a instanceof Message) && !(b instanceof Message)) return undefined;
    if (!isSentence(a) || !isSentence(b)) return undefined;
    return String(a) === String(b);
  },
]);

function isSentence(value: unknown): value is string | Message {
  return typeof value === 'string' || value instanceof Message;
}
