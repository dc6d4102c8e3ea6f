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
/** What is the same for everybody, and no data. */
const DEFINITIONS: ReadonlySet<string> = new Set(DEFINITION_TYPES);

/**
 * A client does what the `system/` scopes of its token allow: SMART App Launch 2, and the words of version 1.
 * @see https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html
 */
@FhirPolicy()
@Injectable()
export class SmartPolicy implements AccessPolicy {
  readonly name = 'smart';
  /** By the list of scopes: whoever keeps a verified token keeps its list, and what it allows with it. */
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
    // What is not in the registry is refused by whoever serves it; a handler of a plugin's own may do anything.
    const found = this.operations.at(segments);
    return operationNeed(operation, level, found?.operation.affectsState ?? true);
  }

  /** @throws FhirError `unauthenticated` where nobody is known */
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

/** Whether criteria in place of an id say which resource is meant. */
function isConditional({ interaction, id, headers }: RequestContext): boolean {
  if (interaction === 'create') return headers['if-none-exist'] !== undefined;
  return (interaction === 'update' || interaction === 'patch' || interaction === 'delete') && id === undefined;
}

/** The letter by which resources are seen where it is not `s`. */
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
 * What of a type is seen in a request. A client that may change what it may not read finds what it may change; one that names it by
 * criteria searches.
 */
function seenBy(grants: SmartGrants, type: string, context: RequestContext): Grant | undefined {
  const { interaction, id } = context;
  const isInstance = interaction === 'operation' && id !== undefined;
  const letter = isInstance ? 'u' : SEEN_BY[interaction];
  if (letter === undefined || isConditional(context)) return grants.of(type, 's');
  return grants.of(type, 'r') ?? (letter === 'r' ? undefined : grants.of(type, letter));
}

/** @param isEither one of the letters would do */
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
    text: say`The scopes of the token allow this for some resources of type ${type}, which have to fit before the change and after it`,
    hint: say`Keep to the resources that the token is for, or ask the authorization server for a wider one.`,
  };
}
