import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/fhir/json/json-value';
import { isPrimitive, isResourceType, OPEN_TYPES, typeDefinition } from '../../src/fhir/model/definitions';
import { readEntries } from '../../src/fhir/patch/members';
import { encodePatchValue } from '../../src/fhir/patch/values/encode';
import { anyEntry } from './arbitrary-r4';
import { mutated } from './arbitrary-mutation';

const SCENARIOS = join(__dirname, '../../src/ror/scenarios');

/** Parameters from the guide, valid and invalid ones. */
const PRINTED: readonly JsonObject[] = readdirSync(SCENARIOS)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(SCENARIOS, file), 'utf8')) as JsonObject)
  .filter(({ resourceType }) => resourceType === 'Parameters');

/** An element of a resource. */
interface Target {
  /** FHIRPath starting with the type of the resource; an entry of a list has its index. */
  readonly path: string;
  readonly pointer: string;
  readonly type: string;
  readonly repeats: boolean;
}

/** Every element of a resource, starting with the resource itself. */
function targetsOf(resource: JsonObject): Target[] {
  const type = resource.resourceType as string;
  return [{ path: type, pointer: '', type, repeats: false }, ...targetsBelow(resource, type, type, '')];
}

function targetsBelow(members: JsonObject, type: string, path: string, pointer: string): Target[] {
  const names = new Set(Object.keys(members).map((key) => (key.startsWith('_') ? key.slice(1) : key)));
  return [...names].flatMap((key) => {
    const property = typeDefinition(type)?.properties.get(key);
    if (!property) return [];
    const { element } = property;
    const name = element.choice ? element.name : key;
    return readEntries(members, key).flatMap(({ value, sibling }, index) => {
      const at = element.repeats ? `${path}.${name}[${index}]` : `${path}.${name}`;
      const to = element.repeats ? `/${index}` : '';
      const content = isJsonObject(value) ? value : undefined;
      const actual = typeof content?.resourceType === 'string' ? content.resourceType : property.type;
      const below = isResourceType(actual) || !isPrimitive(actual) ? content : undefined;
      return [
        { path: at, pointer: `${pointer}/${key}${to}`, type: actual, repeats: element.repeats },
        ...(below ? targetsBelow(below, actual, at, `${pointer}/${key}${to}`) : []),
        ...(sibling ? targetsBelow(sibling, 'Element', at, `${pointer}/_${key}${to}`) : []),
      ];
    });
  });
}

const STEPS = [
  '.id', '.extension', '.value', '.name', '.telecom', '.contained', '.where(true)', '.first()', '.last()', '.tail()', '[0]',
  '[7]', '.ofType(string)', ".extension('http://example.org/e')", '.resolve()', '.single()', '.children()', '.div', '[', ')',
  " | name", '.where(id.exists() and true)', '.skip(1)', '.select(id)', '.`id`', ' = 1', '.descendants()', '.matches("a")',
]; // prettier-ignore

function pathFrom(targets: readonly Target[]): fc.Arbitrary<string> {
  const known = fc.constantFrom(...targets.map(({ path }) => path));
  return fc.oneof(
    { weight: 8, arbitrary: known },
    { weight: 3, arbitrary: known.map((path) => path.replace(/\[\d+\]$/, '')) },
    { weight: 1, arbitrary: known.map((path) => path.replace(/^[^.]+\./, '')) },
    { weight: 2, arbitrary: fc.tuple(known, fc.constantFrom(...STEPS)).map(([path, step]) => path + step) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...`ab.[]()'"\`%$0 |=&`), maxLength: 20 }) },
  );
}

function valueOf(type: string): fc.Arbitrary<JsonObject> {
  return anyEntry(type, 2)
    .filter(({ value }) => value !== undefined)
    .map(({ value }) => encodePatchValue(type, value!));
}

const integerPart = (name: string): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -1, max: 4 }).map((valueInteger) => ({ name, valueInteger })) },
    { weight: 1, arbitrary: fc.constantFrom('0', ' 1').map((valueString) => ({ name, valueString })) },
  );

/** One operation, which usually fits an element of the resource. */
function operationFor(targets: readonly Target[]): fc.Arbitrary<JsonObject> {
  const any = fc.constantFrom(...OPEN_TYPES).chain(valueOf);
  const anyPath = pathFrom(targets);
  return fc.constantFrom(...targets).chain((target) => {
    const path = fc.oneof({ weight: 7, arbitrary: fc.constant(target.path) }, { weight: 3, arbitrary: anyPath });
    const list = path.map((text) => text.replace(/\[\d+\]$/, ''));
    const fitting = fc.oneof({ weight: 8, arbitrary: valueOf(target.type) }, { weight: 2, arbitrary: any });
    const add = fc
      .constantFrom(...(typeDefinition(target.type)?.elements ?? typeDefinition('Element')!.elements))
      .chain((element) =>
        fc
          .constantFrom(...element.types)
          .chain((type) =>
            operation(
              'add',
              path,
              fc.constant({ name: 'name', valueString: element.name }),
              fc.oneof({ weight: 9, arbitrary: valueOf(type) }, { weight: 1, arbitrary: any }),
            ),
          ),
      );
    return fc.oneof(
      { weight: 3, arbitrary: add },
      operation('replace', path, fitting),
      operation('delete', path),
      operation('insert', list, integerPart('index'), fitting),
      operation('move', list, integerPart('source'), integerPart('destination')),
    );
  });
}

function operation(
  type: string,
  path: fc.Arbitrary<string>,
  ...parts: fc.Arbitrary<JsonObject>[]
): fc.Arbitrary<JsonObject> {
  return fc.tuple(path, ...parts).map(([valueString, ...rest]) => ({
    name: 'operation',
    part: [{ name: 'type', valueCode: type }, { name: 'path', valueString }, ...rest],
  }));
}

/** FHIRPath Patches for a resource: most can be read, and about half of their operations can be applied. */
export function arbitraryFhirPathPatch(resource: JsonObject): fc.Arbitrary<JsonValue> {
  const patches = fc
    .array(operationFor(targetsOf(resource)), { minLength: 1, maxLength: 3 })
    .map((parameter): JsonObject => ({ resourceType: 'Parameters', parameter }));
  const printed = fc.constantFrom(...PRINTED);
  return fc.oneof(
    { weight: 6, arbitrary: patches },
    { weight: 1, arbitrary: patches.chain((patch) => mutated(patch)) },
    { weight: 1, arbitrary: printed },
    { weight: 2, arbitrary: printed.chain((patch) => mutated(patch)) },
  );
}

/** JSON Patches for a resource, which fit about as often. */
export function arbitraryJsonPatch(resource: JsonObject): fc.Arbitrary<JsonValue> {
  const targets = targetsOf(resource);
  const known = fc.constantFrom(...targets);
  const pointer = fc.oneof(
    { weight: 8, arbitrary: known.map((target) => target.pointer) },
    { weight: 2, arbitrary: known.map((target) => target.pointer.replace(/\/\d+$/, '/-')) },
    { weight: 2, arbitrary: known.map((target) => target.pointer.replace(/\/\d+$/, '')) },
    { weight: 1, arbitrary: known.map((target) => target.pointer.replace(/\/([^/]*)$/, '/_$1')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('/', '/01', '/~2', 'name', '/-', '/__proto__/x', '/meta/versionId', '/id'),
    },
  );
  const value = fc.oneof(
    { weight: 6, arbitrary: known.chain(({ type }) => anyEntry(type, 1)).map((entry) => entry.value ?? 'x') },
    {
      weight: 1,
      arbitrary: fc.constantFrom<JsonValue>([], {}, null, '', { coding: [] }, [null], [[]], { x: { y: [] } }),
    },
    { weight: 1, arbitrary: fc.jsonValue().map((json) => json as JsonValue) },
  );
  const operation = fc
    .tuple(fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'), pointer, pointer, value)
    .map(([op, path, from, content]): JsonObject => ({ op, path, from, value: content }));
  const patch = fc.array(operation, { minLength: 1, maxLength: 4 });
  return fc.oneof({ weight: 9, arbitrary: patch }, { weight: 1, arbitrary: patch.chain((each) => mutated(each)) });
}

const CONTENTS = [
  '<name value="x"/>', '<alias value="a"/>', '<extension url="urn:e"><valueCode value="c"/></extension>', 'text', 'true', '2020-01-31', '',
  '<telecom><system value="phone"/><value value="1"/></telecom>', '<identifier><value value="1"/></identifier>', '<active value="true"/>',
  '<id value="other"/>', '<x/>', '<name/>', '<name value=""/>', '<a:b xmlns:a="urn:a"/>', '<contained><Location><id value="l"/></Location></contained>',
  '<text><status value="empty"/><div xmlns="http://www.w3.org/1999/xhtml">x</div></text>', '<!-- x -->', '<coding><code value="c"/></coding>', '&lt;', '<',
]; // prettier-ignore
const SELECTOR_ENDS = [
  '/@value',
  '/@id',
  '/@url',
  '/text()',
  '[1]',
  '[99]',
  '/*',
  '/..',
  '//x',
  '[',
  '/@xmlns',
  '/node()',
  '[value]',
  '/extension',
  ' | x',
];
const ATTRIBUTES = [
  ' pos="prepend"',
  ' pos="before"',
  ' pos="after"',
  ' type="@value"',
  ' type="@id"',
  ' ws="both"',
  ' pos="x"',
];

/** XML Patches for a resource, as text. */
export function arbitraryXmlPatch(resource: JsonObject): fc.Arbitrary<JsonValue> {
  const selectors = targetsOf(resource).map(
    ({ pointer }) =>
      `/*${pointer.replace(/\/_/g, '/').replace(/\/(\d+)/g, (_, index: string) => `[${Number(index) + 1}]`)}`,
  );
  const selector = fc
    .tuple(
      fc.constantFrom(...selectors),
      fc.oneof({ weight: 2, arbitrary: fc.constant('') }, fc.constant('/@value'), fc.constantFrom(...SELECTOR_ENDS)),
    )
    .map((parts) => parts.join('').replaceAll('"', '&quot;').replaceAll('<', '&lt;'));
  const attributes = fc.oneof(fc.constant(''), fc.constantFrom(...ATTRIBUTES));
  const operation = fc
    .tuple(fc.constantFrom('add', 'replace', 'remove'), selector, attributes, fc.constantFrom(...CONTENTS))
    .map(([name, sel, more, content]) =>
      name === 'remove'
        ? `<remove sel="${sel}"/>`
        : `<${name} sel="${sel}"${name === 'add' ? more : ''}>${content}</${name}>`,
    );
  return fc
    .array(operation, { minLength: 1, maxLength: 3 })
    .map((operations) => `<diff xmlns:f="http://hl7.org/fhir">${operations.join('')}</diff>`);
}
