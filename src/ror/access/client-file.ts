import { readFileSync } from 'node:fs';
import { isAccessProfile } from './access-profile';
import { isRole, type ClientRights, type UserRight } from './client-rights';

/** Rights by client id: of clients whose tokens do not say them. */
export type ClientDirectory = ReadonlyMap<string, ClientRights>;

/**
 * Reads a file of clients: `{ "clients": { "<client id>": { "profile": 2, "role": "consumer", "region": "53",
 * "users": [{ "profile": "CU22", "role": "AUTOMATE", "access": 3 }] } } }`; `role`, `region`, `users` and `access` may be absent.
 * @throws Error one sentence, for the start of the server, that says where it is wrong and what would be right
 */
export function readClients(file: string): ClientDirectory {
  const { clients } = object(parsed(file), 'the file');
  return new Map(Object.entries(object(clients, 'clients')).map(([id, each]) => [id, rightsOf(each, `clients.${id}`)]));
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`ROR_CLIENTS: ${file} cannot be read as JSON`, { cause });
  }
}

function rightsOf(value: unknown, place: string): ClientRights {
  const { profile, role = 'consumer', region, users = [], ...others } = object(value, place);
  noOthers(others, place, 'profile, role, region, users');
  if (!isRole(role)) throw wrong(`${place}.role`, 'consumer or supplier');
  if (region !== undefined && (typeof region !== 'string' || region === ''))
    throw wrong(`${place}.region`, 'the code of a region, or *');
  if (!Array.isArray(users)) throw wrong(`${place}.users`, 'a list');
  return {
    profile: profileOf(profile, `${place}.profile`),
    role,
    ...(region !== undefined && { region }),
    users: users.map((each, index) => userOf(each, `${place}.users[${index}]`)),
  };
}

function userOf(value: unknown, place: string): UserRight {
  const { profile, role, access, ...others } = object(value, place);
  noOthers(others, place, 'profile, role, access');
  if (typeof profile !== 'string' || profile === '') throw wrong(`${place}.profile`, 'the code of a user profile');
  if (typeof role !== 'string' || role === '') throw wrong(`${place}.role`, 'the code of a profession');
  return { profile, role, ...(access !== undefined && { access: profileOf(access, `${place}.access`) }) };
}

function profileOf(value: unknown, place: string): ClientRights['profile'] {
  const profile = typeof value === 'number' ? String(value) : value;
  if (!isAccessProfile(profile)) throw wrong(place, 'an access profile, 0 to 5');
  return profile;
}

function object(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, 'an object');
  return value as Readonly<Record<string, unknown>>;
}

/** A member that is misspelt would be a right that is not given, or not taken. */
function noOthers(others: object, place: string, known: string): void {
  const [first] = Object.keys(others);
  if (first !== undefined) throw new Error(`ROR_CLIENTS: ${place}.${first} means nothing; it may have ${known}`);
}

function wrong(place: string, right: string): Error {
  return new Error(`ROR_CLIENTS: ${place} must be ${right}`);
}
