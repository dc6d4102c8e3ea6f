import { diff, type JsonObject } from '../../fhir';
import type { HeaderValues } from '../app/client';
import { at, type Sent, type Target } from './row';

type Headers = HeaderValues | ((target: Target) => HeaderValues);

/** Writes the change of a target in one of the PATCH languages. */
export interface PatchLanguage {
  readonly name: string;
  send(headers?: Headers): (target: Target) => Sent;
}

const language = (
  name: string,
  mediaType: string | undefined,
  body: (target: Target) => object | string,
): PatchLanguage => ({
  name,
  send:
    (headers = {}) =>
    (target) => ({
      method: 'PATCH',
      path: at(target),
      headers: {
        ...(mediaType !== undefined && { 'Content-Type': mediaType }),
        ...(typeof headers === 'function' ? headers(target) : headers),
      },
      body: body(target),
    }),
});

export const FHIRPATH_PATCH = language('FHIRPath Patch', undefined, ({ content, changed }) => diff(content, changed));

export const PATCH_LANGUAGES: readonly PatchLanguage[] = [
  FHIRPATH_PATCH,
  language('JSON Patch', 'application/json-patch+json', (target) => JSON.stringify(jsonPatch(target))),
  language('XML Patch', 'application/xml-patch+xml', xmlPatch),
];

function jsonPatch({ content, changed }: Target): object[] {
  const removed = Object.keys(content).filter((name) => !(name in changed));
  const set = Object.entries(changed).filter(([name, value]) => differs(content, name, value));
  return [
    ...removed.map((name) => ({ op: 'remove', path: `/${name}` })),
    ...set.map(([name, value]) => ({ op: 'add', path: `/${name}`, value })),
  ];
}

/** Changes only text, numbers and booleans; other values would have to be written as elements. */
function xmlPatch({ type, content, changed }: Target): string {
  const set = Object.entries(changed).filter(([name, value]) => differs(content, name, value));
  const steps = set.flatMap(([name, value]) =>
    typeof value === 'object' || content[name] === undefined
      ? []
      : [`<replace sel="/${type}/${name}/@value">${escaped(String(value))}</replace>`],
  );
  if (steps.length === 0) {
    throw new Error(`\`change\` of ${type} has to change the value of an element that is text, a number or a boolean`);
  }
  return `<diff>${steps.join('')}</diff>`;
}

function differs(content: JsonObject, name: string, value: unknown): boolean {
  return JSON.stringify(content[name]) !== JSON.stringify(value);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
