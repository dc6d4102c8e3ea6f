import { isAccessProfile, type AccessProfile } from './access-profile';

/** Role of a client in the directory: a consumer reads, a supplier describes offers. */
export type ClientRole = 'consumer' | 'supplier';

/** A user profile and a profession that a client may name in its headers. */
export interface UserRight {
  readonly profile: string;
  readonly role: string;
  /** Access profile for requests on behalf of this user; absent when it is the client's own. */
  readonly access?: AccessProfile;
}

/** The rights the directory has agreed with a client. */
export interface ClientRights {
  readonly profile: AccessProfile;
  readonly role: ClientRole;
  /** Code of the region whose resources a supplier may write; `*` for any, absent for none. */
  readonly region?: string;
  readonly users: readonly UserRight[];
}

/** The rights of a client that the server knows by its id. */
export interface KnownClient extends ClientRights {
  /** The issuer whose tokens identify this client; absent when the server has only one issuer. */
  readonly issuer?: string;
}

export const ANY_REGION = '*';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of an access token: `ror_profile` (0 to 5), `ror_role` (`consumer`, the default, or `supplier`),
 * `ror_region`, and `ror_users`, each `<user profile>|<profession>` with an optional `|<access profile>`.
 * @returns undefined when there is no access profile or a claim is not understood
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
