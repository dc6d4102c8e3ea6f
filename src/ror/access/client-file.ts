import { readFileSync } from 'node:fs';
import { type Message, say, SentenceError } from '../../fhir';
import { isAccessProfile } from './access-profile';
import { isRole, type ClientRights, type KnownClient, type UserRight } from './client-rights';

/** Rights by client id, for clients whose tokens do not state them. */
export type ClientDirectory = ReadonlyMap<string, KnownClient>;

/**
 * Reads a file of clients: `{ "clients": { "<client id>": { "profile": 2, "role": "consumer", "region": "53", "users":
 * [{ "profile": "CU22", "role": "AUTOMATE", "access": 3 }], "issuer": "https://id.example.org" } } }`. Everything but
 * `profile` is optional.
 * @param ofSeveralIssuers true when the server accepts tokens of several issuers. Two issuers may use the same client
 * id, so each client must then name its issuer
 * @throws SentenceError at startup, that says where the file is wrong and what would be right
 */
export function readClients(file: string, ofSeveralIssuers = false): ClientDirectory {
  const { clients } = object(parsed(file), file);
  const known = Object.entries(object(clients, 'clients')).map(
    ([id, each]) => [id, clientOf(each, `clients.${id}`)] as const,
  );
  const [nobodys] = known.find(([, { issuer }]) => ofSeveralIssuers && issuer === undefined) ?? [];
  if (nobodys !== undefined) throw wrong(`clients.${nobodys}.issuer`, say`there, since the server has several issuers`);
  return new Map(known);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SentenceError(say`ROR_CLIENTS: ${file} cannot be read as JSON`, { cause });
  }
}

function clientOf(value: unknown, place: string): KnownClient {
  const { profile, role = 'consumer', region, users = [], issuer, ...others } = object(value, place);
  noOthers(others, place, 'profile, role, region, users, issuer');
  if (!isRole(role)) throw wrong(`${place}.role`, say`consumer or supplier`);
  if (region !== undefined && (typeof region !== 'string' || region === ''))
    throw wrong(`${place}.region`, say`the code of a region, or *`);
  if (issuer !== undefined && (typeof issuer !== 'string' || issuer === ''))
    throw wrong(`${place}.issuer`, say`the address of an issuer`);
  if (!Array.isArray(users)) throw wrong(`${place}.users`, say`a list`);
  return {
    profile: profileOf(profile, `${place}.profile`),
    role,
    ...(region !== undefined && { region }),
    ...(issuer !== undefined && { issuer }),
    users: users.map((each, index) => userOf(each, `${place}.users[${index}]`)),
  };
}

function userOf(value: unknown, place: string): UserRight {
  const { profile, role, access, ...others } = object(value, place);
  noOthers(others, place, 'profile, role, access');
  if (typeof profile !== 'string' || profile === '') throw wrong(`${place}.profile`, say`the code of a user profile`);
  if (typeof role !== 'string' || role === '') throw wrong(`${place}.role`, say`the code of a profession`);
  return { profile, role, ...(access !== undefined && { access: profileOf(access, `${place}.access`) }) };
}

function profileOf(value: unknown, place: string): ClientRights['profile'] {
  const profile = typeof value === 'number' ? String(value) : value;
  if (!isAccessProfile(profile)) throw wrong(place, say`an access profile, 0 to 5`);
  return profile;
}

function object(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, say`an object`);
  return value as Readonly<Record<string, unknown>>;
}

/** A misspelled member would silently grant or withhold a right. */
function noOthers(others: object, place: string, known: string): void {
  const [first] = Object.keys(others);
  if (first !== undefined)
    throw new SentenceError(say`ROR_CLIENTS: ${`${place}.${first}`} means nothing; it may have ${known}`);
}

function wrong(place: string, right: Message): Error {
  return new SentenceError(say`ROR_CLIENTS: ${place} must be ${right}`);
}
