import { Inject, Injectable } from '@nestjs/common';
import { FhirPolicy, NOTHING, type AccessChange, type AccessPolicy, type Denial } from '../access';
import { FhirError } from '../errors/fhir-error';
import { alternatives, say } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import type { SearchClause } from '../ports/search';
import { DEFINITION_TYPES } from '../profile/definition-library';
import { OperationRegistry } from '../service/operations/operation-registry';
import { ResourceIndex } from '../service/resource-index';
import { clausesOf, SmartGrants, type Grant } from './smart-grants';
import { NEEDS, operationNeed, type Need } from './smart-needs';
import { scopeText, type Permission } from './smart-scope';

const EVERYTHING: readonly SearchClause[] = [];
/** Types that every client may read: definitions, not data. */
const DEFINITIONS: ReadonlySet<string> = new Set(DEFINITION_TYPES);

/**
 * Grants a client what the `system/` scopes of its token allow, in the syntax of SMART App Launch 2 or 1.
 * @see https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html
 */
@FhirPolicy()
@Injectable()
export class SmartPolicy implements AccessPolicy {
  readonly name = 'smart';
  /** Keyed by the list of scopes: a cached token keeps the same list, and so its grants. */
  private readonly grants = new WeakMap<readonly string[], SmartGrants>();

  constructor(
    private readonly index: ResourceIndex,
    private readonly operations: OperationRegistry,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
  ) {}

  admit(context: RequestContext): Denial | undefined {
    const { type } = context;
    if (DEFINITIONS.has(type)) return undefined;
    const need = this.needOf(context);
    if ('all' in need && need.all.length === 0) return undefined;
    const grants = this.grantsOf(context);
    if ('any' in need)
      return need.any.some((each) => grants.of(type, each)) ? undefined : missing(type, need.any, true);
    const letters = isConditional(context) ? [...need.all, 's' as const] : need.all;
    const lacking = letters.filter((each) => !grants.of(type, each));
    return lacking.length > 0 ? missing(type, lacking) : undefined;
  }

  narrow(context: RequestContext, type: string): readonly SearchClause[] {
    const seen = seenBy(this.grantsOf(context), type, context);
    return seen ? (clausesOf(seen) ?? EVERYTHING) : NOTHING;
  }

  /** Searches show resources as well as reads do, also those that select the resource of the request. */
  reads(context: RequestContext, type: string): boolean {
    if (DEFINITIONS.has(type) || (isConditional(context) && context.type === type)) return true;
    const grants = this.grantsOf(context);
    const searched = grants.of(type, 's');
    return grants.of(type, 'r') !== undefined || (searched !== undefined && !searched.filters);
  }

  change({ context, type, before, after }: AccessChange): Denial | undefined {
    const grants = this.grantsOf(context);
    const letter: Permission = before === undefined ? 'c' : after === undefined ? 'd' : 'u';
    const grant = grants.of(type, letter);
    if (!grant) return missing(type, [letter]);
    const fits = (resource: AccessChange['after']): boolean =>
      resource === undefined || this.fits(grant, type, resource);
    return fits(before) && fits(after) ? undefined : beyond(type, letter);
  }

  private fits({ filters }: Grant, type: string, resource: NonNullable<AccessChange['after']>): boolean {
    return !filters || filters.some((clauses) => this.index.fits(type, resource, { clauses, used: [] }));
  }

  private needOf(context: RequestContext): Need {
    const { interaction, operation, type, id } = context;
    if (interaction !== 'operation') return NEEDS[interaction];
    const level = type === '' ? 'system' : id === undefined ? 'type' : 'instance';
    if (operation === undefined) return operationNeed('', level, true);
    const segments = [type, id, operation].filter((each) => each !== undefined && each !== '') as string[];
    // Unregistered operations are refused elsewhere; a plugin's own handler may change data.
    const found = this.operations.at(segments);
    return operationNeed(operation, level, found?.operation.affectsState ?? true);
  }

  /** @throws FhirError `unauthenticated` (401) when the request has no principal */
  private grantsOf({ principal }: RequestContext): SmartGrants {
    if (!principal) throw new FhirError('unauthenticated', say`The request does not say who asks`);
    const { scopes = NO_SCOPES } = principal;
    const known = this.grants.get(scopes);
    if (known) return known;
    const made = new SmartGrants(scopes, (type) => this.index.of(type), this.options.baseUrl);
    this.grants.set(scopes, made);
    return made;
  }
}

const NO_SCOPES: readonly string[] = [];

/** Whether the interaction selects its resource by criteria instead of an id. */
function isConditional({ interaction, id, headers }: RequestContext): boolean {
  if (interaction === 'create') return headers['if-none-exist'] !== undefined;
  return (interaction === 'update' || interaction === 'patch' || interaction === 'delete') && id === undefined;
}

/** The permission that makes resources visible, for interactions that do not use `s`. */
const SEEN_BY: Readonly<Partial<Record<RequestContext['interaction'], Permission>>> = {
  read: 'r',
  vread: 'r',
  'history-instance': 'r',
  create: 'c',
  update: 'u',
  patch: 'u',
  delete: 'd',
};

/**
 * The resources of a type that are visible to a request. A client that may change what it may not read can still
 * address what it may change; criteria always require `s`.
 */
function seenBy(grants: SmartGrants, type: string, context: RequestContext): Grant | undefined {
  const { interaction, id } = context;
  const isInstance = interaction === 'operation' && id !== undefined;
  const letter = isInstance ? 'u' : SEEN_BY[interaction];
  if (letter === undefined || isConditional(context)) return grants.of(type, 's');
  return grants.of(type, 'r') ?? (letter === 'r' ? undefined : grants.of(type, letter));
}

/** @param isEither any one of the permissions suffices */
function missing(type: string, letters: readonly Permission[], isEither = false): Denial {
  const scope = scopeText(type, isEither ? letters.slice(0, 1) : letters);
  const names = isEither ? letters.map((each) => scopeText(type, [each])) : [scope];
  return {
    scope,
    text: say`The token has no scope for this: it needs ${alternatives(names)}`,
  };
}

function beyond(type: string, letter: Permission): Denial {
  return {
    scope: scopeText(type, [letter]),
    text: say`The scopes of the token allow this only for some resources of type ${type}, which must match before and after the change`,
    hint: say`Keep to the resources that the token covers, or request a wider one from the authorization server.`,
  };
}
