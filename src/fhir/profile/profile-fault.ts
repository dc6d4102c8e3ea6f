/** A definition that cannot be used, and why: a sentence for the one who runs the server. */
export class ProfileFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProfileFault';
  }
}
