import type { Text } from '../messages';

/** Why a definition cannot be used. The reason ends a sentence, both for clients and for the operator. */
export class ProfileFault extends Error {
  constructor(readonly reason: Text) {
    super(String(reason));
    this.name = 'ProfileFault';
  }
}
