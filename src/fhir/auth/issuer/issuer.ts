import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';
import { fetchJson } from './fetch-json';
import { IssuerKeys } from './issuer-keys';
import { keySet } from './key-set';
import { discover, type IssuerMetadata } from './metadata';

export interface IntrospectionOptions {
  /**
   * `opaque`: only tokens that are not JWTs; `always`: all tokens of this issuer, so that a revoked one soon stops
   * working.
   */
  readonly of: 'opaque' | 'always';
  /** The client id of this server at the issuer. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** How long an answer is cached, seconds. Default: 60. */
  readonly seconds?: number;
  /** Default: taken from the issuer's metadata. */
  readonly endpoint?: string;
}

/** An authorization server that is trusted. */
export interface IssuerOptions {
  /** Exactly as in the `iss` claim of its tokens. */
  readonly issuer: string;
  /**
   * Its keys, or a file that holds them and is read again on refresh. Default: the `jwks_uri` of the issuer's metadata.
   */
  readonly jwks?: JSONWebKeySet | { readonly file: string };
  /** Default: taken from the issuer's metadata. */
  readonly tokenEndpoint?: string;
  readonly introspection?: IntrospectionOptions;
}

/** An authorization server with its metadata and keys. */
export class Issuer {
  readonly name: string;
  readonly keys: IssuerKeys;
  /** What is known without asking. The same object as long as nothing has changed. */
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

  /** @throws Error when the issuer does not answer or offers no introspection */
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

  /** Concurrent callers share one request; each answer replaces the metadata. */
  private ask(): Promise<IssuerMetadata> {
    this.asking ??= discover(this.name)
      .then((told) => (this.metadata = this.withGiven(told)))
      .finally(() => (this.asking = undefined));
    return this.asking;
  }
}
