import type { CodeSystem, ElementDefinition, StructureDefinition, ValueSet } from 'fhir/r4';
import { completeSnapshot, type JsonObject } from '../src/fhir';
import { hl7Url } from '../src/ror/shared/canonical';
import { slicedBy } from '../src/ror/profiles/facets';
import { differential, el, slice, type Rule } from '../src/ror/profiles/notation';
import { part, partsExtension, valueExtension } from '../src/ror/profiles/structure-definition';

/**
 * Artificial profiles like those of a large implementation guide: each slices identifiers, contact points, codings and
 * extensions, binds a code, and has an invariant; half of them derive from another. Every definition has its snapshot,
 * and its elements have as much prose as HL7's own. Each call returns the same.
 */
export const PROFILES = 200;
const EXTENSIONS = 40;
const VALUE_SETS = 20;
const CODES = 50;

const BASE = 'https://bench.example.org/fhir';
const SYSTEM = `${BASE}/NamingSystem/local`;

/** The profiled types, each with one of its coded elements. */
const TYPES = [
  ['Organization', 'type'],
  ['HealthcareService', 'type'],
  ['Practitioner', 'communication'],
  ['PractitionerRole', 'code'],
  ['Location', 'type'],
] as const;

export type BenchDefinition = StructureDefinition | ValueSet | CodeSystem;

/** Everything the profiles need; definitions come before those that refer to them. */
export function benchDefinitions(): BenchDefinition[] {
  const structures = [...range(EXTENSIONS).map(extension), ...range(PROFILES).map(profile)];
  const byUrl = new Map(structures.map((definition) => [definition.url, definition]));
  return [
    ...range(VALUE_SETS).map(codeSystem),
    ...range(VALUE_SETS).map(valueSet),
    ...structures.map((definition) => withProse(completeSnapshot(definition, (url) => byUrl.get(url)))),
  ];
}

export function profileUrl(index: number): string {
  return `${BASE}/StructureDefinition/profile-${index}`;
}

/** A resource with exactly what a profile requires. */
export function conforming(index: number): JsonObject {
  const base = baseOf(index);
  return {
    resourceType: TYPES[index % TYPES.length]![0],
    identifier: [index, ...(base === undefined ? [] : [base])].map((number) => ({
      system: `${BASE}/NamingSystem/${number}`,
      value: String(number),
    })),
  };
}

/** The second half derives from the first. */
function baseOf(index: number): number | undefined {
  return index < PROFILES / 2 ? undefined : index - PROFILES / 2;
}

function profile(index: number): StructureDefinition {
  const [type, codes] = TYPES[index % TYPES.length]!;
  const base = baseOf(index);
  return {
    resourceType: 'StructureDefinition',
    id: `profile-${index}`,
    url: profileUrl(index),
    name: `Profile${index}`,
    status: 'active',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: base === undefined ? hl7Url(type) : profileUrl(base),
    derivation: 'constraint',
    differential: { element: differential(type, rulesOf(index, codes)) },
  };
}

function rulesOf(index: number, codes: string): Rule[] {
  const set = index % VALUE_SETS;
  return [
    el(
      'extension',
      slicedBy('value:url'),
      extensionSlice(index % EXTENSIONS),
      extensionSlice((index + 1) % EXTENSIONS),
    ),
    el(
      'identifier',
      '1..*',
      slicedBy('value:system'),
      slice(
        `number${index}`,
        '1..1',
        el('system', '1..1', { fixedUri: `${BASE}/NamingSystem/${index}` }),
        el('value', '1..1'),
      ),
      slice('local', '0..*', el('system', '1..1', { fixedUri: SYSTEM }), el('period', '0..0')),
      { constraint: [invariant(index)] },
    ),
    el(
      codes,
      slicedBy('pattern:$this'),
      slice(`main${index}`, '0..1', {
        patternCodeableConcept: { coding: [{ system: systemUrl(set), code: `code-${index % CODES}` }] },
      }),
      el(
        'coding',
        slicedBy('value:system'),
        slice(`own${index}`, '0..3', el('system', '1..1', { fixedUri: systemUrl(set) })),
      ),
      { binding: { strength: 'required', valueSet: `${BASE}/ValueSet/set-${set}` } },
    ),
    el(
      'telecom',
      slicedBy('value:system'),
      slice('phone', '0..5', el('system', '1..1', { patternCode: 'phone' }), el('value', '1..1')),
      slice('email', '0..2', el('system', '1..1', { patternCode: 'email' }), el('value', '1..1')),
    ),
  ];
}

function invariant(index: number): NonNullable<ElementDefinition['constraint']>[number] {
  return {
    key: `bench-${index}`,
    severity: 'error',
    human: 'An identifier that has a period has a value',
    expression: 'period.exists() implies value.exists() and value.length() > 0',
  };
}

function extensionSlice(number: number): Rule {
  return slice(`extension${number}`, '0..1', { type: [{ code: 'Extension', profile: [extensionUrl(number)] }] });
}

function extension(index: number): StructureDefinition {
  const names = { url: extensionUrl(index), name: `Extension${index}` };
  const binding = { strength: 'required', valueSet: `${BASE}/ValueSet/set-${index % VALUE_SETS}` } as const;
  const contexts = TYPES.map(([type]) => `element:${type}` as const);
  if (index % 2) return valueExtension(names, contexts, 'Coding', { binding });
  return partsExtension(names, contexts, [
    part('kind', '1..1', 'CodeableConcept', { binding }),
    part('from', '0..1', 'date'),
    part('note', '0..*', 'string'),
  ]);
}

function extensionUrl(number: number): string {
  return `${BASE}/StructureDefinition/extension-${number}`;
}

function systemUrl(number: number): string {
  return `${BASE}/CodeSystem/system-${number}`;
}

function codeSystem(number: number): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    id: `system-${number}`,
    url: systemUrl(number),
    status: 'active',
    content: 'complete',
    concept: range(CODES).map((code) => ({ code: `code-${code}`, display: `Code ${code} of system ${number}` })),
  };
}

function valueSet(number: number): ValueSet {
  return {
    resourceType: 'ValueSet',
    id: `set-${number}`,
    url: `${BASE}/ValueSet/set-${number}`,
    status: 'active',
    compose: { include: [{ system: systemUrl(number) }] },
  };
}

/** Adds about as much prose as HL7's own elements have; it is read but not kept. */
function withProse(definition: StructureDefinition): StructureDefinition {
  const element = definition.snapshot!.element.map((one) => ({
    ...one,
    short: `What ${one.path} is`,
    definition: `${one.path} as the guide means it. `.repeat(6),
    comment: `Those who send ${one.path} take care that it stays true. `.repeat(6),
    mapping: ['rim', 'v2', 'servd5'].map((identity) => ({ identity, map: `${one.path}, by another name` })),
  }));
  return { ...definition, snapshot: { element } };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
