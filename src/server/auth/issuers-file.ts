import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isIssuer } from '../../config/auth-settings';
import { cannotStart } from '../../config/faults';
import { hasPublicKeys, type IntrospectionOptions, type IssuerOptions, type Message, say } from '../../fhir';

type Fault = (what: Message) => Error;

/** The members an entry of the file may have. */
interface Entry {
  readonly issuer?: unknown;
  readonly jwksFile?: unknown;
  readonly tokenEndpoint?: unknown;
  readonly introspection?: unknown;
}

/**
 * Reads authorization servers that differ in more than their address from a list in a JSON file. Paths in it are
 * relative to that file.
 * @throws Error in one sentence that names the faulty entry and repeats no secret
 */
export function issuersOfFile(file: string): readonly IssuerOptions[] {
  const fault: Fault = (what) => cannotStart(say`OAUTH_ISSUERS_FILE, ${file}, ${what}`);
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw fault(say`cannot be read as JSON`);
  }
  if (!Array.isArray(entries) || entries.length === 0) throw fault(say`must be a list of issuers`);
  const issuers = entries.map((entry, index) =>
    issuerOf(object(entry), dirname(file), (what) => fault(say`${`[${index}]`} ${what}`)),
  );
  const twice = issuers.findIndex(({ issuer }, index) => issuers.findIndex((each) => each.issuer === issuer) < index);
  if (twice !== -1) throw fault(say`${`[${twice}]`} repeats an issuer`);
  return issuers;
}

function issuerOf(entry: Entry, folder: string, fault: Fault): IssuerOptions {
  refuseUnknown(entry, ['issuer', 'jwksFile', 'tokenEndpoint', 'introspection'], fault);
  const { issuer, jwksFile, tokenEndpoint, introspection } = entry;
  if (typeof issuer !== 'string' || !isIssuer(issuer)) throw fault(say`must have an issuer that is an https address`);
  if (jwksFile !== undefined && typeof jwksFile !== 'string') throw fault(say`jwksFile must be a string`);
  if (jwksFile !== undefined && !hasPublicKeys(resolve(folder, jwksFile)))
    throw fault(say`jwksFile must be a file with a set of public keys (JWKS)`);
  if (tokenEndpoint !== undefined && typeof tokenEndpoint !== 'string')
    throw fault(say`tokenEndpoint must be a string`);
  return {
    issuer,
    ...(jwksFile !== undefined && { jwks: { file: resolve(folder, jwksFile) } }),
    ...(tokenEndpoint !== undefined && { tokenEndpoint }),
    ...(introspection !== undefined && { introspection: introspectionOf(object(introspection), folder, fault) }),
  };
}

function introspectionOf(given: Readonly<Record<string, unknown>>, folder: string, fault: Fault): IntrospectionOptions {
  refuseUnknown(given, ['of', 'clientId', 'clientSecretFile', 'seconds', 'endpoint'], fault);
  const { of, clientId, clientSecretFile, seconds, endpoint } = given;
  if (of !== 'opaque' && of !== 'always') throw fault(say`introspection.of must be opaque or always`);
  if (typeof clientId !== 'string') throw fault(say`introspection.clientId must be a string`);
  if (typeof clientSecretFile !== 'string') throw fault(say`introspection.clientSecretFile must be a file`);
  if (seconds !== undefined && !(Number.isInteger(seconds) && Number(seconds) >= 0))
    throw fault(say`introspection.seconds must be a whole number`);
  if (endpoint !== undefined && typeof endpoint !== 'string') throw fault(say`introspection.endpoint must be a string`);
  let clientSecret: string;
  try {
    clientSecret = readFileSync(resolve(folder, clientSecretFile), 'utf8').trimEnd();
  } catch {
    throw fault(say`introspection.clientSecretFile cannot be read`);
  }
  return {
    of,
    clientId,
    clientSecret,
    ...(seconds !== undefined && { seconds: Number(seconds) }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** A misspelled member would otherwise be ignored silently. */
function refuseUnknown(given: object, names: readonly string[], fault: Fault): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw fault(say`has an unknown member ${unknown}; known members are ${names.join(', ')}`);
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
