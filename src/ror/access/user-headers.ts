import { FhirError, say, type RequestContext } from '../../fhir';
import type { AccessProfile } from './access-profile';
import type { ClientRights } from './client-rights';

/**
 * The headers in which a client names the user it acts for, and the code systems of their values, by the guide's OIDs.
 */
const HEADERS = {
  profile: ['Ror-Profil-Utilisateur-Code', 'Ror-Profil-Utilisateur-System', '1.2.250.1.213.1.6.1.66'],
  role: ['Ror-Role-Metier-Code', 'Ror-Role-Metier-System', '1.2.250.1.213.1.1.4.6'],
} as const;

/** The names of all four headers. */
export const USER_HEADERS: readonly string[] = Object.values(HEADERS).flatMap(([code, system]) => [code, system]);

/** Hints on their values, for people who try the API. */
export const USER_HEADER_HINTS: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.values(HEADERS).map(([, system, oid]) => [system, `\`${oid}\`.`] as const),
  [
    HEADERS.profile[0],
    'User profile in whose name a consumer asks, such as `CU22`. All four headers together, or none.',
  ],
  [
    HEADERS.role[0],
    'Profession in whose name a consumer asks, such as `AUTOMATE`. A supplier that patches a Location leaves all four out.',
  ],
]);

/** Whether the headers are required; `optional` lets consumers leave out all four. */
export type UserHeaders = 'required' | 'optional';

/**
 * The access profile that applies to a request, by its client and the user it acts for. A consumer sends the four
 * headers; a supplier that patches a place (bed management) must not. Where they are sent, they must name a user the
 * client may name.
 * @throws FhirError `invalid-request` for headers that are missing or must be absent; `forbidden` for a user the client
 * may not name
 */
export function profileOfRequest(context: RequestContext, rights: ClientRights, headers: UserHeaders): AccessProfile {
  const given = USER_HEADERS.filter((name) => valueOf(context, name) !== undefined);
  if (isCapacityPatch(context, rights)) {
    if (given.length > 0) throw unwanted(given);
    return rights.profile;
  }
  if (given.length === 0 && (rights.role === 'supplier' || headers === 'optional')) return rights.profile;
  const missing = USER_HEADERS.filter((name) => !valueOf(context, name));
  if (missing.length > 0) throw lacking(missing);
  for (const [, name, oid] of Object.values(HEADERS)) {
    if (valueOf(context, name)?.replace(/^urn:oid:/, '') !== oid) throw otherSystem(name, oid);
  }
  const [profile, role] = [valueOf(context, HEADERS.profile[0]), valueOf(context, HEADERS.role[0])];
  const right = rights.users.find((each) => each.profile === profile && each.role === role);
  if (!right) throw noSuchUser();
  return right.access ?? rights.profile;
}

/** A request of bed-management software. The body is not parsed yet, so any patch of a place by a supplier counts. */
function isCapacityPatch({ interaction, type }: RequestContext, { role }: ClientRights): boolean {
  return role === 'supplier' && interaction === 'patch' && type === 'Location';
}

/** Node joins the values of a repeated header with a comma, which no code contains. */
function valueOf({ headers }: RequestContext, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value.trim() : value?.join();
}

function lacking(names: readonly string[]): FhirError {
  const text = say`Headers that identify the user on whose behalf the client asks are missing: ${names.join(', ')}`;
  const hint = say`Send ${USER_HEADERS.join(', ')}, with the values agreed for your client.`;
  return new FhirError('invalid-request', text, [{ code: 'required', text, hint, expression: `http.${names[0]}` }]);
}

function unwanted(names: readonly string[]): FhirError {
  const text = say`A supplier patches a location in its own name, without the headers ${names.join(', ')}`;
  const hint = say`Leave them out; to read, use your consumer client.`;
  return new FhirError('invalid-request', text, [{ text, hint, expression: `http.${names[0]}` }]);
}

function otherSystem(name: string, oid: string): FhirError {
  const text = say`${name} does not name the code system of this directory`;
  const hint = say`Send ${oid}.`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, hint, expression: `http.${name}` }]);
}

function noSuchUser(): FhirError {
  const text = say`The client may not act for this user profile and profession`;
  const hint = say`Send in ${HEADERS.profile[0]} and ${HEADERS.role[0]} the codes agreed for your client.`;
  return new FhirError('forbidden', text, [{ text, hint, expression: `http.${HEADERS.profile[0]}` }]);
}
