import {
  FhirPlugin,
  FhirPolicy,
  isJsonObject,
  type AccessPolicy,
  type Disclosure,
  type JsonObject,
  type LabelledPlace,
  type Labelling,
  type RequestContext,
  type SearchClause,
  type SearchParameterOfOthers,
} from '../../../src/fhir';

export const SECRET_URL = 'urn:test:secret';
export const SECRET_TAG = { system: 'urn:test:privacy', code: 'secret' };

/** All objects in a value, at any depth, with their paths. */
function* objectsIn(value: unknown, path: readonly (string | number)[]): Iterable<[JsonObject, readonly (string | number)[]]> {
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) yield* objectsIn(each, [...path, at]);
  } else if (isJsonObject(value as never)) {
    yield [value as JsonObject, path];
    for (const [name, each] of Object.entries(value as JsonObject)) yield* objectsIn(each, [...path, name]);
  }
} // prettier-ignore

function places(resource: Readonly<JsonObject>): LabelledPlace[] {
  const found: LabelledPlace[] = [];
  for (const [object, path] of objectsIn(resource, [])) {
    // Anything whose use is `old`, and secret extensions.
    if (object['use'] === 'old') found.push({ path, label: 'old' });
    if (object['url'] === SECRET_URL) found.push({ path, label: 'secret' });
  }
  return found;
}

/** Marks the offers that disclose what is temporary in the places and organizations they belong to. */
export const DISCLOSING = { system: 'urn:test:field', value: 'ours' };
const ofField: readonly SearchClause[] = [
  { kind: 'token', code: 'identifier', values: [DISCLOSING] },
  { kind: 'token', code: '_tag', values: [{ system: SECRET_TAG.system, value: SECRET_TAG.code }], not: true },
];
const CODE_OF: Readonly<Record<string, string>> = { Organization: 'organization', Location: 'location' };

/**
 * Hides what is `old` (telecoms, names, addresses) or secret (extensions), and resources with a tag, unless the header
 * `x-sees` names the label: `old`, `secret`, `tagged`, or `all`.
 */
@FhirPolicy()
export class MaskingPolicy implements AccessPolicy {
  readonly name = 'masking';
  readonly headers = ['x-sees'];
  readonly labels: Labelling = {
    names: ['old', 'secret'],
    of: (_: string, resource: Readonly<JsonObject>) => places(resource),
  };

  hidden(context: RequestContext): readonly string[] {
    return this.labels.names.filter((label) => !sees(context, label));
  }

  narrow(context: RequestContext): readonly SearchClause[] {
    const values = [{ system: SECRET_TAG.system, value: SECRET_TAG.code }];
    return sees(context, 'tagged') ? [] : [{ kind: 'token', code: '_tag', values, not: true }];
  }
}

/**
 * Also hides what is `temp`, except in the places and organizations of an offer with the identifier `DISCLOSING` that
 * the client sees.
 */
@FhirPolicy()
export class DisclosingPolicy extends MaskingPolicy {
  override readonly labels: Labelling = {
    names: ['old', 'secret', 'temporary'],
    of: (_: string, resource: Readonly<JsonObject>) => [
      ...places(resource),
      ...[...objectsIn(resource, [])].flatMap(([object, path]) => (object['use'] === 'temp' ? [{ path, label: 'temporary' }] : [])),
    ],
  }; // prettier-ignore

  disclosed(_: RequestContext, type: string): readonly Disclosure[] {
    const code = CODE_OF[type];
    if (code === undefined) return [];
    return [
      { labels: ['temporary'], where: [{ kind: 'referredBy', code, type: 'HealthcareService', clauses: ofField }] },
    ];
  }
}

/** Searches by telephone numbers, for which the directory has no parameter. */
const PHONE: SearchParameterOfOthers = {
  base: ['Organization'],
  code: 'test-phone',
  type: 'token',
  expression: "Organization.telecom.where(system = 'phone')",
  documentation: { en: 'Telephone.', fr: 'Téléphone.' },
};

@FhirPlugin({ providers: [MaskingPolicy], searchParameters: [PHONE] })
export class MaskingPlugin {}

@FhirPlugin({ providers: [DisclosingPolicy], searchParameters: [PHONE] })
export class DisclosingPlugin {}

function sees({ headers }: RequestContext, what: string): boolean {
  const seen = String(headers['x-sees'] ?? '').split(' ');
  return seen.includes('all') || seen.includes(what);
}
