import type { IncomingMessage } from 'node:http';
import { FhirError, type Authenticator, type Principal } from '../../../src/fhir';

/** Recognises clients by their token, and knows everything about them without asking an issuer. */
export class Clients implements Authenticator {
  private readonly known = new Map<string, Principal>();

  /** @param token `Authorization: Bearer <token>` */
  add(token: string, facts: Omit<Principal, 'id'>): void {
    this.known.set(`Bearer ${token}`, { id: `https://issuer.example.org#${token}`, client: token, ...facts });
  }

  authenticate({ headers }: IncomingMessage): Principal {
    const principal = this.known.get(headers.authorization ?? '');
    if (principal) return principal;
    throw new FhirError('unauthenticated', 'Nobody is known by this token');
  }
}
