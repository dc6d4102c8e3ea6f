import type { AccessProfile } from '../../../src/ror/access/access-profile';
import { ACCESS_PROFILES } from '../../../src/ror/access/access-profile';
import { Clients } from './authenticator';

/** The headers a consumer sends besides its token. */
export const USER_HEADERS = {
  'Ror-Profil-Utilisateur-Code': 'CU22',
  'Ror-Profil-Utilisateur-System': '1.2.250.1.213.1.6.1.66',
  'Ror-Role-Metier-Code': 'AUTOMATE',
  'Ror-Role-Metier-System': '1.2.250.1.213.1.1.4.6',
} as const;

/**
 * The consumers `profile-0` to `profile-5`, and the supplier `all`, which sees everything and writes in every region.
 */
export function rorClients(): Clients {
  const clients = new Clients();
  for (const profile of ACCESS_PROFILES) {
    clients.add(tokenOf(profile), { claims: { ror_profile: profile, ror_users: ['CU22|AUTOMATE'] } });
  }
  clients.add('all', { claims: { ror_profile: '1', ror_role: 'supplier', ror_region: '*' } });
  return clients;
}

export function tokenOf(profile: AccessProfile): string {
  return `profile-${profile}`;
}
