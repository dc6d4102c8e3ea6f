import fc from 'fast-check';
import {
  CONTACT_SYSTEMS,
  elements,
  type Asked,
  type Criterion,
  type Json,
  type NaiveParameter,
  type Resource,
} from './naive';

/** A search as the text of a URL, and its meaning. */
export interface QueryText {
  readonly type: string;
  /** Names and values, not yet encoded for a URL. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly asked: readonly Asked[];
}

type Directory = ReadonlyMap<string, Resource>;

const PREFIXES = ['', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'];

/** Queries over all parameters, with values that occur in resources and others that are close to them. */
export function queryTexts(parameters: readonly NaiveParameter[], all: Directory, types: readonly string[]): fc.Arbitrary<QueryText> {
  const ofType = new Map(types.map((type) => [type, parameters.filter((each) => each.type === type)]));
  const valuesOf = new Map(parameters.map((parameter) => [parameter, observed(parameter, all)]));

  const criterion = (parameter: NaiveParameter): fc.Arbitrary<Criterion> => {
    const known = valuesOf.get(parameter)!;
    return fc.constantFrom(undefined, undefined, ...modifiersOf(parameter, known)).chain((modifier): fc.Arbitrary<Criterion> => {
      if (modifier === 'missing') return fc.constantFrom('true', 'false').map((value) => ({ parameter, modifier, values: [value] }));
      const value = oneValue(parameter, modifier, known);
      return fc.oneof({ weight: 3, arbitrary: fc.tuple(value) }, { weight: 1, arbitrary: fc.array(value, { minLength: 2, maxLength: 4 }) })
        .map((values) => ({ parameter, ...(modifier !== undefined && { modifier }), values }));
    });
  };
  const own = (type: string): fc.Arbitrary<Named> =>
    fc.constantFrom(...ofType.get(type)!).chain(criterion).map((asked) => ({ name: nameOf(asked), value: textOf(asked), asked }));
  const linked = parameters.filter(({ kind }) => kind === 'reference');
  const asked = (type: string, depth: number): fc.Arbitrary<Named> => {
    const forward = linked.flatMap((parameter) => parameter.type === type ? targetsOf(parameter, all).map((target) => ({ parameter, target })) : []);
    const backward = linked.filter((parameter) => targetsOf(parameter, all).includes(type));
    const choices: fc.WeightedArbitrary<Named>[] = [{ weight: 4, arbitrary: own(type) }];
    if (depth < 3 && forward.length > 0)
      choices.push({ weight: 1, arbitrary: fc.constantFrom(...forward).chain(({ parameter, target }) => asked(target, depth + 1).map((inner) => ({
        name: `${parameter.code}:${target}.${inner.name}`, value: inner.value, asked: { through: parameter, type: target, asked: inner.asked } }))) });
    if (depth < 3 && backward.length > 0)
      choices.push({ weight: 1, arbitrary: fc.constantFrom(...backward).chain((from) => asked(from.type, depth + 1).map((inner) => ({
        name: `_has:${from.type}:${from.code}:${inner.name}`, value: inner.value, asked: { from, asked: inner.asked } }))) });
    return fc.oneof(...choices);
  };
  return fc.constantFrom(...types).chain((type) =>
    fc.array(asked(type, 0), { minLength: 1, maxLength: 3 }).map((some) => ({
      type,
      pairs: some.map(({ name, value }) => [name, value] as const),
      asked: some.map((each) => each.asked),
    })),
  );
} // prettier-ignore

interface Named {
  readonly name: string;
  readonly value: string;
  readonly asked: Asked;
}

function nameOf({ parameter, modifier }: Criterion): string {
  return modifier === undefined ? parameter.code : `${parameter.code}:${modifier}`;
}

/** The values, escaped and joined by commas. The bar of a token is a separator, so it is escaped in strings only. */
function textOf({ values, parameter }: Criterion): string {
  const escape = (value: string) => value.replace(/[\\,$]/g, (mark) => `\\${mark}`);
  return values.map((value) => (parameter.kind === 'string' ? escape(value).replace(/\|/g, '\\|') : escape(value))).join(',');
} // prettier-ignore

function modifiersOf({ kind }: NaiveParameter, known: Observed): readonly string[] {
  const of: Readonly<Record<string, readonly string[]>> = {
    string: ['exact', 'contains'],
    token: ['not', ...(known.labels.length > 0 ? ['text'] : []), ...(known.typed.length > 0 ? ['of-type'] : [])],
    reference: known.targets,
    uri: ['below', 'above'],
  };
  return ['missing', ...(of[kind] ?? [])];
}

function targetsOf(parameter: NaiveParameter, all: Directory): readonly string[] {
  return observed(parameter, all).targets;
}

interface Observed {
  readonly values: readonly string[];
  readonly labels: readonly string[];
  /** `system|code|value`, for `:of-type`. */
  readonly typed: readonly string[];
  /** Types that references point to. */
  readonly targets: readonly string[];
}

const remembered = new WeakMap<NaiveParameter, Observed>();

function observed(parameter: NaiveParameter, all: Directory): Observed {
  const before = remembered.get(parameter);
  if (before) return before;
  const found = [...all.values()].filter(({ resourceType }) => resourceType === parameter.type).flatMap((each) => elements(parameter, each)); // prettier-ignore
  const labels = new Set<string>();
  const typed = new Set<string>();
  const targets = new Set<string>();
  const values = new Set<string>();
  for (const each of found) {
    if (typeof each !== 'object' || each === null) values.add(String(each));
    else if ('asStr' in each) values.add(String(each.asStr));
    else gather(each as Json, parameter.kind, { values, labels, typed, targets });
  }
  const told = { values: [...values], labels: [...labels], typed: [...typed], targets: [...targets] };
  remembered.set(parameter, told);
  return told;
}

type Sets = Readonly<Record<keyof Observed, Set<string>>>;

function gather(element: Json, kind: string, into: Sets): void {
  const { coding, code, system, value, display, text, type, reference, start, end } = element;
  const { values, labels, typed, targets } = into;
  if (typeof reference === 'string') {
    values.add(reference);
    targets.add(reference.split('/')[0]!);
  } else if (kind === 'date') for (const each of [start, end]) if (typeof each === 'string') values.add(each);
  if (kind === 'quantity' && typeof value === 'number') {
    values.add(String(value));
    if (typeof code === 'string') values.add(`${value}|${String(system)}|${code}`).add(`${value}||${code}`);
  }
  if (kind === 'token') {
    for (const each of [display, text]) if (typeof each === 'string') labels.add(each);
    if (Array.isArray(coding)) for (const each of coding as Json[]) gather(each, kind, into);
    const said = code ?? value;
    if (typeof said === 'string')
      values.add(said).add(`${typeof system === 'string' && !CONTACT_SYSTEMS.has(system) ? system : ''}|${said}`);
    if (typeof system === 'string' && !CONTACT_SYSTEMS.has(system)) values.add(`${system}|`);
    for (const each of ((type as Json | undefined)?.['coding'] ?? []) as Json[])
      if (typeof value === 'string') typed.add(`${String(each['system'])}|${String(each['code'])}|${value}`);
  }
  if (kind === 'string') {
    for (const each of Object.values(element).flat()) if (typeof each === 'string') values.add(each);
  }
}

function oneValue(parameter: NaiveParameter, modifier: string | undefined, known: Observed): fc.Arbitrary<string> {
  const { kind } = parameter;
  const some = (values: readonly string[], other: string) => fc.constantFrom(...(values.length > 0 ? values : [other]));
  switch (kind) {
    case 'string':
      return fc.tuple(some(known.values, 'x'), fc.nat(20), fc.nat(2), fc.boolean()).map(([text, length, start, shouts]) => {
        const cut = modifier === 'exact' ? text : text.slice(modifier === 'contains' ? start : 0).slice(0, length + 1);
        const whole = cut.trim() === '' ? text : cut.trim();
        return shouts ? whole.toUpperCase() : whole;
      });
    case 'token':
      if (modifier === 'of-type') return some(known.typed, 'x|y|z');
      if (modifier === 'text') return fc.tuple(some(known.labels, 'x'), fc.nat(12)).map(([text, length]) => text.slice(0, length + 1).trim() || 'x');
      return fc.oneof({ weight: 8, arbitrary: some(known.values, 'x') }, { weight: 1, arbitrary: some(known.values, 'x').map((value) => value.replace(/\|?$/, '0$&')) });
    case 'reference':
      if (modifier !== undefined) return some(known.values, 'Organization/x').map((value) => value.split('/').at(-1)!);
      return fc.oneof(some(known.values, 'Organization/x'), some(known.values, 'Organization/x').map((value) => value.split('/').at(-1)!));
    case 'date':
      return fc.tuple(fc.constantFrom(...PREFIXES), some(known.values, '2024-05-06'), fc.constantFrom(4, 7, 10, 99)).map(([prefix, date, length]) => prefix + date.slice(0, length));
    case 'number':
    case 'quantity':
      return fc.tuple(fc.constantFrom(...PREFIXES, 'ap'), some(known.values, '10')).map(([prefix, value]) => prefix + value);
    case 'uri':
      return fc.oneof(some(known.values, 'http://x'), some(known.values, 'http://x/y').map((uri) => uri.slice(0, Math.max(8, uri.lastIndexOf('/')))), some(known.values, 'http://x').map((uri) => `${uri}/more`));
  }
} // prettier-ignore
