import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';
import { fetchJson } from './fetch-json';
import { IssuerKeys } from './issuer-keys';
import { discover, type IssuerMetadata } from './metadata';

export interface IntrospectionOptions {
  /** `opaque`: tokens that are not a JWT; `always`: all of this issuer, so that one that was revoked soon stops. */
  readonly of: 'opaque' | 'always';
  /** This server, as the issuer knows it. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** For how long an answer counts, seconds; default: 60. */
  readonly seconds?: number;
  /** Default: what the issuer says of itself. */
  readonly endpoint?: string;
}

/** An authorization server whose word counts. */
export interface IssuerOptions {
  /** As in the `iss` of its tokens, to the letter. */
  readonly issuer: string;
  /** Its keys, or a file with them, which is read again as keys are; default: where the issuer says they are. */
  readonly jwks?: JSONWebKeySet | { readonly file: string };
  /** Default: what the issuer says of itself. */
  readonly tokenEndpoint?: string;
  readonly introspection?: IntrospectionOptions;
}

/** An authorization server: what it says of itself, and its keys. */
export class Issuer {
  readonly name: string;
  readonly keys: IssuerKeys;
  /** What is known of it now, without asking: the same object while nothing is new. */
  metadata: IssuerMetadata;
  private asking: Promise<IssuerMetadata> | undefined;

  constructor(
    readonly options: IssuerOptions,
    now: () => number,
  ) {
    this.name = options.issuer;
    this.metadata = this.withGiven({});
    this.keys = new IssuerKeys(() => this.load(), now);
  }

  private withGiven(told: IssuerMetadata): IssuerMetadata {
    const { tokenEndpoint, introspection } = this.options;
    return {
      ...told,
      ...(tokenEndpoint !== undefined && { tokenEndpoint }),
      ...(introspection?.endpoint !== undefined && { introspectionEndpoint: introspection.endpoint }),
    };
  }

  /** @throws Error the issuer does not answer, or does not introspect */
  async introspectionEndpoint(): Promise<string> {
    const known = this.metadata.introspectionEndpoint ?? (await this.ask()).introspectionEndpoint;
    if (known === undefined) throw new Error(`${this.name} names no introspection_endpoint`);
    return known;
  }

  private async load(): Promise<JSONWebKeySet> {
    const { jwks } = this.options;
    if (jwks !== undefined && 'keys' in jwks) return jwks;
    if (jwks !== undefined) return keySet(JSON.parse(await readFile(jwks.file, 'utf8')), jwks.file);
    const { jwksUri } = await this.ask();
    if (jwksUri === undefined) throw new Error(`${this.name} names no jwks_uri`);
    return keySet(await fetchJson(jwksUri), jwksUri);
  }

  /** One question at a time; each may change what is known. */
  private ask(): Promise<IssuerMetadata> {
    this.asking ??= discover(this.name)
      .then((told) => (this.metadata = this.withGiven(told)))
      .finally(() => (this.asking = undefined));
    return this.asking;
  }
}

function keySet(value: unknown, place: string): JSONWebKeySet {
  const { keys } = (value ?? {}) as { readonly keys?: unknown };
  const isSet = Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
  if (!isSet) throw new Error(`${place} is not a set of keys: it has no list of them`);
  return value as JSONWebKeySet;
}
