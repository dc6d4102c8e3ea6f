import type { StructureDefinition, StructureDefinitionContext } from 'fhir/r4';
import { hl7Url, idOfUrl, rorUrl } from '../shared/canonical';
import { differential, el, slice, type Cardinality, type Facets, type Rule } from './notation';
import { slicedBy } from './facets';

/** Where an extension may be used: `element:Organization`, or inside another extension: `extension:<its URL>`. */
export type Context = `${'element' | 'extension'}:${string}`;

/** A profile of the guide on one resource type. */
export function profile(id: string, name: string, type: string, rules: readonly Rule[]): StructureDefinition {
  return structure(rorUrl(id), name, type, 'resource', rules);
}

interface ExtensionNames {
  readonly url: string;
  readonly name: string;
}

/** An extension with a value of one type. */
export function valueExtension(
  { url, name }: ExtensionNames,
  contexts: readonly Context[],
  type: string,
  facets: Facets = {},
): StructureDefinition {
  return extension(url, name, contexts, [
    el('extension', '0..0'),
    el('url', { fixedUri: url }),
    el('value[x]', { type: [{ code: type }] }, facets),
  ]);
}

/** An extension that consists of parts. */
export function partsExtension(
  { url, name }: ExtensionNames,
  contexts: readonly Context[],
  parts: readonly Rule[],
): StructureDefinition {
  return extension(url, name, contexts, [
    el('extension', slicedBy('value:url'), parts),
    el('url', { fixedUri: url }),
    el('value[x]', '0..0'),
  ]);
}

/** A part of an extension with a value. It has no definition of its own, and its URL is its name. */
export function part(
  name: string,
  range: Cardinality,
  type: string,
  facets: Facets = {},
  ...content: readonly Rule[]
): Rule {
  return slice(
    name,
    range,
    el('extension', '0..0'),
    el('url', { fixedUri: name }),
    el('value[x]', { type: [{ code: type }] }, facets, content),
  );
}

export function contextOf(text: Context): StructureDefinitionContext {
  const colon = text.indexOf(':');
  return { type: text.slice(0, colon) as StructureDefinitionContext['type'], expression: text.slice(colon + 1) };
}

function extension(url: string, name: string, contexts: readonly Context[], rules: readonly Rule[]) {
  const definition = structure(url, name, 'Extension', 'complex-type', rules);
  return { ...definition, context: contexts.map(contextOf) };
}

function structure(
  url: string,
  name: string,
  type: string,
  kind: StructureDefinition['kind'],
  rules: readonly Rule[],
): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    id: idOfUrl(url),
    url,
    name,
    title: titleOf(name),
    status: 'active',
    fhirVersion: '4.0.1',
    kind,
    abstract: false,
    type,
    baseDefinition: hl7Url(type),
    derivation: 'constraint',
    differential: { element: differential(type, rules) },
  };
}

/** `RORHealthcareServicePatientType` -> `ROR Healthcare Service Patient Type`. */
function titleOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
}
