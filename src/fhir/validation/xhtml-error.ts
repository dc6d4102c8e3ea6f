import type { Message } from '../messages';
import type { Fault } from './issue-collector';

/** A narrative is not valid. */
export class XhtmlError extends Error {
  constructor(readonly fault: Fault) {
    super(String(fault.text));
  }
}

export const malformed = (text: Message, hint: Message): XhtmlError => new XhtmlError({ code: 'value', text, hint });
