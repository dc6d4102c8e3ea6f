import type { JsonObject, JsonValue } from '../../src/fhir';
import * as made from './bodies';
import { entries, HALF, nested, reordered, shuffled, text } from './bodies';
import { diff, organization, service, times, type LoopCase } from './requests';
function lists(): Record<string, [() => JsonValue[], (list: JsonValue[]) => JsonObject]> {
  return {
    identifiers: [() => entries(made.identifierAt, HALF), (identifier) => organization({ identifier })],
    aliases: [() => entries(made.aliasAt, HALF), (alias) => organization({ alias })],
    telecoms: [() => entries(made.telecomAt, HALF), (telecom) => organization({ telecom })],
    extensions: [() => entries(made.extensionAt, HALF), (extension) => organization({ extension })],
    'equal entries': [
      () => entries(() => ({ url: 'urn:x', valueCode: 'a' }), HALF),
      (extension) => organization({ extension }),
    ],
    codings: [() => entries(made.codingAt, HALF), (coding) => service({ type: [{ coding }] })],
  };
}

export function diffs(): LoopCase[] {
  const different = (list: JsonValue[]): JsonValue[] =>
    list.map((entry) => JSON.parse(JSON.stringify(entry).replace(/\d+(?=\D*$)/, '7$&')) as JsonValue);
  const changes: Record<string, (list: JsonValue[]) => JsonValue[]> = {
    'odd ones first': reordered,
    shuffled,
    'back to front': (list) => [...list].reverse(),
    'all changed': (list) => different(list).slice(0, list.length * 0.9),
    'every second gone': (list) => list.filter((_, i) => i % 2 === 0),
    'all but one gone': (list) => list.slice(0, 1),
  };
  return Object.entries(lists()).flatMap(([name, [list, around]]) =>
    Object.entries(changes).map(([change, make]) => ({
      name: `$diff of ${name}: ${change}`,
      request: () => {
        const before = list();
        return diff(around(before), around(make(before)));
      },
    })),
  );
}

export function wideDiffs(): LoopCase[] {
  const deep = (leaf: number): JsonObject =>
    organization({
      extension: times(600, (i) =>
        nested(28, (inner) => ({ url: 'urn:x', extension: [inner] }), { url: 'urn:y', valueInteger: i + leaf }),
      ),
    });
  const lists = (mark: string): JsonObject =>
    organization({
      contact: times(150, (i) => ({ id: `c${i}`, telecom: times(100, (j) => ({ value: `${mark}${i}-${j}` })) })),
    });
  const alike = (mark: string): JsonObject =>
    organization({
      contact: times(100, (i) => ({ telecom: times(150, (j) => ({ value: `${j % 7 === 0 ? mark : ''}${i}-${j}` })) })),
    });
  return [
    { name: '$diff of deep extensions', request: () => diff(deep(0), deep(1)) },
    { name: '$diff of lists in lists', request: () => diff(lists('a'), lists('b')) },
    { name: '$diff of lists in lists, half alike', request: () => diff(alike('a'), alike('b')) },
    {
      name: '$diff of long texts',
      request: () => diff(organization({ alias: [text('a', HALF)] }), organization({ alias: [text('b', HALF)] })),
    },
  ];
}
