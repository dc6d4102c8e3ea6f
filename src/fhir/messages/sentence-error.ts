import type { Message } from './message';

/**
 * An error for whoever runs the program: one sentence that says what is wrong and what would be right. It is shown
 * without a stack, in the language of the terminal.
 */
export class SentenceError extends Error {
  override readonly name: string = 'SentenceError';

  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(String(text), options);
  }
}
