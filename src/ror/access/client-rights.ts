import { isAccessProfile, type AccessProfile } from './access-profile';

/** What a client is in the directory: it reads (consumer), or it describes offers (supplier). */
export type ClientRole = 'consumer' | 'supplier';

/** A user profile and a profession that a client may name in its headers. */
export interface UserRight {
  readonly profile: string;
  readonly role: string;
  /** What is seen in the name of this user; absent: what the client sees. */
  readonly access?: AccessProfile;
}

/** What the directory has agreed with a client. */
export interface ClientRights {
  readonly profile: AccessProfile;
  readonly role: ClientRole;
  /** Code of the region whose resources a supplier writes; `*`: any. Absent: none. */
  readonly region?: string;
  readonly users: readonly UserRight[];
}

/** What was agreed with a client that the server knows by name. */
export interface KnownClient extends ClientRights {
  /** Whose tokens may call somebody so; absent: there is one issuer. */
  readonly issuer?: string;
}

export const ANY_REGION = '*';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads what an access token says: `ror_profile` (0 to 5), `ror_role` (consumer unless it says supplier), `ror_region`, and
 * `ror_users`, each `<user profile>|<profession>`, or with an access profile after another bar.
 * @returns undefined where it names no access profile, or says something that is not understood
 */
export function rightsOfClaims(claims: Claims): ClientRights | undefined {
  const { ror_profile, ror_role = 'consumer', ror_region, ror_users = [] } = claims;
  const profile = typeof ror_profile === 'number' ? String(ror_profile) : ror_profile;
  if (!isAccessProfile(profile) || !isRole(ror_role)) return undefined;
  if (ror_region !== undefined && typeof ror_region !== 'string') return undefined;
  const users = [ror_users].flat().map(userOfText);
  if (users.includes(undefined)) return undefined;
  return {
    profile,
    role: ror_role,
    ...(ror_region && { region: ror_region }),
    users: users as readonly UserRight[],
  };
}

export function isRole(value: unknown): value is ClientRole {
  return value === 'consumer' || value === 'supplier';
}

function userOfText(text: unknown): UserRight | undefined {
  if (typeof text !== 'string') return undefined;
  const [profile = '', role = '', access, ...rest] = text.split('|');
  if (profile === '' || role === '' || rest.length > 0) return undefined;
  if (access === undefined) return { profile, role };
  return isAccessProfile(access) ? { profile, role, access } : undefined;
}
