import { Inject, Injectable } from '@nestjs/common';
import {
  FhirError,
  FhirPolicy,
  say,
  type AccessChange,
  type AccessPolicy,
  type Denial,
  type Disclosure,
  type Labelling,
  type Principal,
  type RequestContext,
  type SearchClause,
} from '../../fhir';
import type { AccessProfile } from './access-profile';
import type { ClientDirectory } from './client-file';
import { rightsOfClaims, type ClientRights } from './client-rights';
import { disclosuresOf } from './disclosures';
import { labelsOf } from './label-resource';
import { hiddenFrom } from './hidden-labels';
import { ALL_LABELS } from './labels';
import { narrowingOf } from './narrowings';
import { profileOfRequest, USER_HEADER_HINTS, USER_HEADERS, type UserHeaders } from './user-headers';
import { consumersRead, otherRegion } from './write-rules';

export const ROR_ACCESS_OPTIONS = Symbol('RorAccessOptions');

export interface RorAccessOptions {
  /** Rights by client id; they take precedence over the claims of a token. */
  readonly clients?: ClientDirectory;
  /** Whether consumers must name the user they act for; default: `required`. */
  readonly userHeaders?: UserHeaders;
}

const EVERYTHING: readonly SearchClause[] = [];
/** Interactions that everybody may use. */
const PUBLIC: ReadonlySet<string> = new Set<RequestContext['interaction']>(['capabilities', 'none']);
const WRITES: ReadonlySet<string> = new Set<RequestContext['interaction']>(['create', 'update', 'patch', 'delete']);

/**
 * Enforces what the national directory agrees with its clients: which of the access profiles 0 to 5 applies, on whose
 * behalf they may send requests, and whether and for which region they supply data.
 */
@FhirPolicy()
@Injectable()
export class RorAccessPolicy implements AccessPolicy {
  readonly name = 'ror';
  readonly labels: Labelling = { names: ALL_LABELS, of: labelsOf };
  readonly headers = USER_HEADERS;
  readonly headerHints = USER_HEADER_HINTS;
  /** Keyed by the claims object of a token, which lives as long as the verified token is cached. */
  private readonly ofClaims = new WeakMap<object, ClientRights>();
  /** Profiles of requests in progress, looked up for each resource shown. */
  private readonly profiles = new WeakMap<RequestContext, AccessProfile>();

  constructor(@Inject(ROR_ACCESS_OPTIONS) private readonly options: RorAccessOptions) {}

  admit(context: RequestContext): Denial | undefined {
    if (PUBLIC.has(context.interaction)) return undefined;
    const rights = this.rightsOf(context);
    this.profileOf(context);
    return WRITES.has(context.interaction) ? consumersRead(rights) : undefined;
  }

  hidden(context: RequestContext, type: string): readonly string[] {
    return hiddenFrom(this.profileOf(context), type);
  }

  disclosed(context: RequestContext, type: string): readonly Disclosure[] {
    return disclosuresOf(this.profileOf(context), type);
  }

  narrow(context: RequestContext, type: string): readonly SearchClause[] {
    return narrowingOf(this.profileOf(context), type) ?? EVERYTHING;
  }

  change({ context, type, before, after }: AccessChange): Denial | undefined {
    const rights = this.rightsOf(context);
    return consumersRead(rights) ?? otherRegion(rights, type, before, after);
  }

  private profileOf(context: RequestContext): AccessProfile {
    const known = this.profiles.get(context);
    if (known) return known;
    const profile = profileOfRequest(context, this.rightsOf(context), this.options.userHeaders ?? 'required');
    this.profiles.set(context, profile);
    return profile;
  }

  /** @throws FhirError `unauthenticated`, or `forbidden` for a client without an agreement */
  private rightsOf({ principal }: RequestContext): ClientRights {
    if (!principal) throw new FhirError('unauthenticated', say`The request does not identify its client`);
    const agreed = this.known(principal) ?? this.claimed(principal.claims);
    if (agreed) return agreed;
    const text = say`No access profile of the directory is assigned to the client`;
    const hint = say`Its token must contain ror_profile, 0 to 5, or the client must be registered on the server.`;
    throw new FhirError('forbidden', text, [{ text, hint }]);
  }

  /** A client of another issuer may have the same id but is not the same client. */
  private known({ client, issuer }: Principal): ClientRights | undefined {
    const known = client === undefined ? undefined : this.options.clients?.get(client);
    return known && (known.issuer === undefined || known.issuer === issuer) ? known : undefined;
  }

  private claimed(claims: Readonly<Record<string, unknown>> | undefined): ClientRights | undefined {
    if (!claims) return undefined;
    const known = this.ofClaims.get(claims);
    if (known) return known;
    const rights = rightsOfClaims(claims);
    if (rights) this.ofClaims.set(claims, rights);
    return rights;
  }
}
