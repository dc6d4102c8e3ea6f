import type { Text } from '../messages';

/** A definition that cannot be used, and why: the end of a sentence, for its users and for the one who runs the server. */
export class ProfileFault extends Error {
  constructor(readonly reason: Text) {
    super(String(reason));
    this.name = 'ProfileFault';
  }
}
