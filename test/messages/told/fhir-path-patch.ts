import type { JsonObject, JsonValue } from '../../../src/fhir';
import { applyFhirPathPatch, type PatchOptions } from '../../../src/fhir/patch';
import { diff } from '../../../src/fhir/patch/diff';
import { encodePatchValue } from '../../../src/fhir/patch/values/encode';
import { toldBy, toldByRefusal, type Row, type Told } from '../../support/told';

const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  extension: [{ id: 'e', url: 'urn:e', valueString: 's' }],
  active: true,
  name: 'Before',
  telecom: [
    { system: 'phone', value: '1' },
    { system: 'email', value: '2' },
  ],
  address: [{ city: 'Brest' }],
};

const aliases = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);

type Parts = Readonly<Record<string, JsonObject>>;

const text = (valueString: string): JsonObject => ({ valueString });
const at = (valueInteger: number): JsonObject => ({ valueInteger });
const partsOf = (parts: Parts): JsonObject[] => Object.entries(parts).map(([name, part]) => ({ name, ...part }));
const operation = (type: string, path: string, rest: Parts = {}): JsonObject => ({
  name: 'operation',
  part: partsOf({ type: { valueCode: type }, path: text(path), ...rest }),
});

const sent =
  (body: JsonValue, options?: PatchOptions, resource = ORGANIZATION) =>
  (): Told =>
    toldBy(applyFhirPathPatch(resource, body, options));
const patch = (operations: JsonValue[], options?: PatchOptions, resource?: JsonObject): (() => Told) =>
  sent({ resourceType: 'Parameters', parameter: operations }, options, resource);
const parts = (...part: JsonValue[]): (() => Told) => patch([{ name: 'operation', part }]);
const remove = (path: string, options?: PatchOptions): (() => Told) => patch([operation('delete', path)], options);
const replace = (path: string, value: JsonObject, resource?: JsonObject): (() => Told) =>
  patch([operation('replace', path, { value })], {}, resource);
const add = (path: string, name: string, value: JsonObject, resource?: JsonObject): (() => Told) =>
  patch([operation('add', path, { name: text(name), value })], {}, resource);
const insert = (path: string, index: number): (() => Told) =>
  patch([operation('insert', path, { index: at(index), value: text('x') })]);
const move = (path: string, source: number, destination: number): (() => Told) =>
  patch([operation('move', path, { source: at(source), destination: at(destination) })]);
const encode =
  (type: string, value: JsonValue): (() => Promise<Told>) =>
  () =>
    toldByRefusal(() => encodePatchValue(type, value));

const nested = (levels: number): JsonObject => ({
  part: [{ name: 'extension', ...(levels === 1 ? { valueCode: 'c' } : nested(levels - 1)) }],
});
const deep = (levels: number): JsonObject => ({ x: levels === 1 ? 1 : deep(levels - 1) });

const ALLOWED =
  'A patch path consists of element names, [index] and where(), first(), last(), tail(), single(), skip(), take(), extension(), ofType(), as(); inside where() also of is(), exists(), empty(), not(), hasValue(), count(), startsWith(), endsWith(), contains(), comparisons, and, or, xor, implies, in, contains, | and literals.';

export const FHIR_PATH_PATCH: readonly Row[] = [
  // The Parameters resource
  [
    'A FHIRPath Patch is a Parameters resource.',
    'Send { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [ … ] } ] }.',
    sent([]),
  ],
  [
    'A FHIRPath Patch is a Parameters resource, not Organization.',
    'Send { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [ … ] } ] }.',
    sent(ORGANIZATION),
  ],
  [
    '`operation` is not allowed in a patch.',
    'Put operations in the list `parameter`.',
    sent({ resourceType: 'Parameters', operation: [] }),
  ],
  [
    '`parameter` is not a list.',
    'Put operations in the list `parameter`; leave it out if there are none.',
    sent({ resourceType: 'Parameters', parameter: operation('delete', 'alias') }),
  ],
  ['A parameter is not a JSON object.', 'Every parameter of a patch is named `operation`.', patch(['x'])],
  ['A parameter has no name.', 'Every parameter of a patch is named `operation`.', patch([{}])],
  [
    'A patch has no parameter `operatoin`.',
    'Every parameter of a patch is named `operation`.',
    patch([{ name: 'operatoin' }]),
  ],
  [
    'An operation has no member `valueString`.',
    'It can have only parts.',
    patch([{ name: 'operation', valueString: 'x' }]),
  ],
  [
    'The patch has 101 operations; at most 100 are allowed.',
    'Split it into several patches.',
    patch(Array.from({ length: 101 }, () => operation('delete', 'alias'))),
  ],

  // The parts of an operation
  [
    'An operation has no parts.',
    'An operation consists of parts: type, path, and those that its type needs.',
    patch([{ name: 'operation' }]),
  ],
  [
    'The operation has 33 parts; at most 32 are allowed.',
    'An operation consists of parts: type, path, and those that its type needs.',
    parts(...new Array<JsonValue>(33).fill({})),
  ],
  [
    'A part of an operation has no name.',
    'Use one of the names type, path, name, value, index, source, destination.',
    parts({ valueCode: 'delete' }),
  ],
  ['An operation has no part `pth`.', 'Did you mean `path`?', parts({ name: 'pth', valueString: 'name' })],
  [
    'An operation has no part `condition`.',
    'The parts are type, path, name, value, index, source, destination.',
    parts({ name: 'condition', valueString: 'name' }),
  ],
  [
    'The part `type` is given twice.',
    'Send it once.',
    parts({ name: 'type', valueCode: 'delete' }, { name: 'type', valueCode: 'delete' }),
  ],
  [
    'The part `value` is given twice.',
    'Send one operation for each value.',
    parts({ name: 'value', valueCode: 'a' }, { name: 'value', valueCode: 'b' }),
  ],
  [
    'An operation has no type.',
    'It is one of add, insert, delete, replace, move.',
    parts({ name: 'path', valueString: 'name' }),
  ],
  [
    'There is no operation of type "replce".',
    'Did you mean replace? The types are add, insert, delete, replace, move.',
    patch([operation('replce', 'name')]),
  ],
  [
    'There is no operation of type "remove".',
    'remove is called delete here. The types are add, insert, delete, replace, move.',
    patch([operation('remove', 'name')]),
  ],
  [
    'There is no operation of type "patch".',
    'The types are add, insert, delete, replace, move.',
    patch([operation('patch', 'name')]),
  ],
  ['replace needs the part `value`.', 'replace takes type, path, value.', patch([operation('replace', 'name')])],
  ['delete does not use the part `index`.', 'It was ignored.', patch([operation('delete', 'name', { index: at(0) })])],
  [
    'delete does not use the part `index`.',
    'Leave the part out.',
    patch([operation('delete', 'name', { index: at(0) })], { handling: 'strict' }),
  ],
  [
    'The part `path` is not a string.',
    'Send it as valueString.',
    parts({ name: 'type', valueCode: 'delete' }, { name: 'path', valueInteger: 1 }),
  ],
  [
    'The part `index` is not a whole number.',
    'Send it as valueInteger; positions count from 0.',
    patch([operation('insert', 'alias', { index: text('0'), value: text('x') })]),
  ],

  // The part `value`
  [
    'The extension of the part itself was ignored.',
    'To change an extension of the resource, send it as the value, in parts: url, and value or extension.',
    replace('name', { valueString: 'x', extension: [{ url: 'u', valueCode: 'c' }] }),
  ],
  ['A part has no member `valueStrin`.', 'Did you mean `valueString`?', replace('name', { valueStrin: 'x' })],
  [
    'A part has no member `content`.',
    'A part has a name, and one of value[x], part and resource.',
    replace('name', { content: 'x' }),
  ],
  [
    'A part has no member `value`.',
    'The type is part of the name: valueString, valueCodeableConcept, …',
    replace('name', { value: 'x' }),
  ],
  [
    'A part has no member `valueExtension`.',
    'Parameters does not allow valueExtension; send the parts url, and value or extension.',
    replace('extension[0]', { valueExtension: { url: 'u' } }),
  ],
  [
    'The part has no value.',
    'Give value[x] for a datatype, or part for the children of an anonymous type.',
    replace('name', {}),
  ],
  [
    'The part has valueString and valueCode at once.',
    'Give only one of them.',
    replace('name', { valueString: 'x', valueCode: 'x' }),
  ],
  [
    '_valueString is not a JSON object.',
    'It must hold the id and the extensions.',
    replace('name', { _valueString: 'x' }),
  ],
  [
    'valueContactPoint holds a list instead of one JSON object.',
    'Send one ContactPoint; for a list, send one operation per entry.',
    replace('telecom[0]', { valueContactPoint: [{ value: '1' }] }),
  ],
  [
    'valueContactPoint holds "1" instead of one JSON object.',
    'Send one ContactPoint; for a list, send one operation per entry.',
    replace('telecom[0]', { valueContactPoint: '1' }),
  ],
  ['valueString is an empty string.', 'Use delete; FHIR has no empty strings.', replace('name', { valueString: '' })],
  [
    '"false" is not of type boolean.',
    'The name after `value` states the type, and the JSON must have its form.',
    replace('active', { valueBoolean: 'false' }),
  ],
  ['The parts are nested more than 32 levels deep.', 'Change a smaller element.', replace('contact', nested(33))],
  [
    'part is not a list with at least one entry.',
    'Give one part for each child element.',
    replace('contact', { part: [] }),
  ],
  [
    'A nested part has no name.',
    'Name each part after the child element it holds.',
    replace('contact', { part: [{ valueString: 'x' }] }),
  ],
  ['resource is not a JSON object.', 'Send one resource.', replace('contained', { resource: 'x' })],
  ['The value holds null.', 'Leave out what is empty.', replace('address', { valueAddress: { city: null } })],
  ['The value holds an empty string.', 'Leave out what is empty.', replace('address', { valueAddress: { city: '' } })],
  ['The value holds an empty list.', 'Leave out what is empty.', replace('address', { valueAddress: { line: [] } })],
  ['The value holds an empty object.', 'Leave out what is empty.', replace('address', { valueAddress: {} })],
  [
    'The value has more than 10000 entries.',
    'Change a smaller element.',
    replace('address', { valueAddress: { line: new Array<JsonValue>(10_001).fill('a') } }),
  ],
  [
    'The value has more than 200 members.',
    'Change a smaller element.',
    replace('address', {
      valueAddress: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`m${index}`, 1])),
    }),
  ],
  ['The value is nested too deeply.', 'Change a smaller element.', replace('address', { valueAddress: deep(65) })],
  [
    'The value holds a member `__proto__`.',
    'Remove it; no element has that name.',
    replace('address', { valueAddress: JSON.parse('{ "__proto__": 1 }') as JsonObject }),
  ],

  // A value and its target
  [
    'The value " phone" is not of type code, as system must be.',
    'Send a valueCode that matches code.',
    replace('telecom[0].system', text(' phone')),
  ],
  [
    '`id` cannot have an id or extensions of its own.',
    'Send valueString without _valueString.',
    replace('extension[0]', { part: [{ name: 'id', valueString: 'x', _valueString: { id: 'y' } }] }),
  ],
  ['valueBoolean is of the wrong type for name.', 'name takes valueString.', replace('name', { valueBoolean: true })],
  [
    'valueBoolean is of the wrong type for div.',
    'div takes valueString with the XHTML.',
    replace('text.div', { valueBoolean: true }),
  ],
  [
    'valueString is of the wrong type for contained.',
    'contained takes resource.',
    add('Organization', 'contained', text('x')),
  ],
  [
    'valueString is of the wrong type for extension.',
    'extension takes part: url, and value or extension.',
    replace('extension[0]', text('x')),
  ],
  [
    'valueString is of the wrong type for contact.',
    'contact takes part, one for each child element.',
    add('Organization', 'contact', text('x')),
  ],
  [
    'valueString is of the wrong type for definition.',
    'definition takes valueCanonical or valueUri.',
    add('PlanDefinition.action', 'definition', text('x'), { resourceType: 'PlanDefinition', action: [{ title: 'a' }] }),
  ],
  [
    'partOf cannot contain a whole resource.',
    'partOf takes valueReference.',
    add('Organization', 'partOf', { resource: { resourceType: 'Endpoint' } }),
  ],
  [
    '"Foo" is not a resource type of R4.',
    'resourceType must name the type of the resource.',
    add('Organization', 'contained', { resource: { resourceType: 'Foo' } }),
  ],
  [
    'A value given in parts cannot be read as name.',
    'name takes valueString.',
    replace('name', { part: [{ name: 'x', valueCode: 'c' }] }),
  ],
  [
    'A value given in parts cannot be read as value, which may have several types.',
    'value takes a value[x] of a type that the specification lists.',
    replace('extension[0].value', { part: [{ name: 'x', valueCode: 'c' }] }),
  ],
  [
    'Organization.contact has no element `adress`.',
    'Did you mean `address`?',
    add('Organization', 'contact', { part: [{ name: 'adress', valueAddress: { city: 'x' } }] }),
  ],
  [
    'Organization has no element `quality`.',
    'Its elements are id, meta, implicitRules, language, text, contained, extension, modifierExtension, identifier, active, type, name, alias, telecom, address, partOf, contact, endpoint.',
    add('Organization', 'quality', text('x')),
  ],
  [
    '`address` is given twice, but Organization.contact can have only one.',
    'Give one part named `address`.',
    add('Organization', 'contact', {
      part: [
        { name: 'address', valueAddress: { city: 'a' } },
        { name: 'address', valueAddress: { city: 'b' } },
      ],
    }),
  ],

  // The text of a path
  [
    'The path has 4 characters; at most 3 are allowed.',
    'Write a shorter path, or replace a larger element as a whole.',
    remove('name', { limits: { pathLength: 3 } }),
  ],
  [
    'The path `/telecom/0/value` starts with a slash, as in JSON Patch and XML Patch, but this is a FHIRPath Patch.',
    'Did you mean `telecom[0].value`? A JSON Patch is sent with Content-Type: application/json-patch+json, an XML Patch with application/xml-patch+xml.',
    remove('/telecom/0/value'),
  ],
  [
    'The character " is not allowed, at character 20 of the path.',
    'Put strings in single quotes, one on each side.',
    remove('name.where($this = "x")'),
  ],
  [
    'A sign follows a sign, at character 9 of the path.',
    'Put strings in single quotes, one on each side.',
    remove('alias[- -1]'),
  ],
  ['The path has too many brackets, at character 33.', 'At most 64, nested at most 32 deep.', remove('('.repeat(40))],
  [
    "A ' is opened but not closed, at character 23 of the path.",
    'Put strings in single quotes, one on each side.',
    remove("name.where($this = 'x)"),
  ],
  [
    'The path `name..x` is not FHIRPath.',
    'Put strings in single quotes, and close every parenthesis and bracket.',
    remove('name..x'),
  ],
  [
    'The path `name[` is not FHIRPath: it ends too early.',
    'Put strings in single quotes, and close every parenthesis and bracket.',
    remove('name['),
  ],
  [
    'The path `alias.where(true and and true)` is not FHIRPath: unexpected `and` at character 22.',
    'The word and occurs twice in a row; remove one.',
    remove('alias.where(true and and true)'),
  ],
  [
    'The path `name]` is not FHIRPath: unexpected `]` at character 5.',
    'Put strings in single quotes, and close every parenthesis and bracket.',
    remove('name]'),
  ],
  [
    'The path `name   .where(]` is not FHIRPath: unexpected `]` at line 2, character 10.',
    'Put strings in single quotes, and close every parenthesis and bracket.',
    remove('name\n  .where(]'),
  ],
  [
    'The path has too many parts, at character 399.',
    'Write a simpler path.',
    remove(Array.from({ length: 400 }, () => 'a').join('|')),
  ],
  ['`constructor` is not an element name, at character 1.', ALLOWED, remove('constructor')],
  ['The operator - is not allowed here, at character 1.', ALLOWED, remove('-name')],
  ['An empty collection is not allowed, at character 13.', ALLOWED, remove('alias.where({} = 1)')],
  ['%ucum is not defined here, at character 1.', 'Only %resource may be used.', remove('%ucum')],
  ['The operator + is not allowed, at character 15.', ALLOWED, remove('alias.where(1 + 1 = 2)')],
  ['$total is not allowed, at character 13.', ALLOWED, remove('alias.where($total = 1)')],
  ['The function repeat() is not allowed in a patch path, at character 9.', ALLOWED, remove('contact.repeat(name)')],
  ['The function first() was given 1 argument, at character 7.', 'It takes 0.', remove('alias.first(1)')],
  [
    'The function extension() was given 0 arguments, at character 1.',
    "It takes 1: extension('<url>').",
    remove('extension()'),
  ],
  [
    'The function exists() was given 2 arguments, at character 13.',
    'It takes 0 or 1.',
    remove('alias.where(exists(a, b))'),
  ],
  [
    'The path returns a computed value (count(), at character 7), not an element of the resource.',
    'End the path at an element; put conditions inside where().',
    remove('alias.count()'),
  ],

  // The matches of a path
  [
    'Evaluating the paths of this patch takes too long (limit: -1 ms).',
    'Use simpler paths: fewer where() inside where(), fewer operations in one patch.',
    remove('telecom.where(%resource.telecom.count() > 7 or %resource.telecom.count() > 8)', {
      limits: { deadlineMs: -1 },
    }),
  ],
  [
    'The paths of this patch look at more than 3 elements.',
    'Use simpler paths: fewer where() inside where(), fewer operations in one patch.',
    remove("telecom.where(value = 'a')", { limits: { visits: 3 } }),
  ],
  [
    'The path looks at more than 3 elements.',
    'Use simpler paths: fewer where() inside where(), fewer operations in one patch.',
    remove("telecom.where(value = 'a')", { limits: { visitsOfPath: 3 } }),
  ],
  [
    'The path `name.where(true).length` returns something that is not an element of the resource.',
    'End the path at an element that the type has.',
    remove('name.where(true).length'),
  ],
  [
    'The path `telecom.single().value` cannot be evaluated on this resource: Expected single.',
    'where() takes a condition; single() and comparisons take one element at a time.',
    remove('telecom.single().value'),
  ],
  [
    'Nothing was deleted. The path `Organization.alias` matches nothing.',
    '`Organization` matches 1 element; `alias` is absent there: use add with this path and the name alias.',
    remove('Organization.alias'),
  ],
  [
    'Nothing was deleted. The path `Organization.telecom[2]` matches nothing.',
    '`Organization.telecom` matches 2 elements; the indexes are 0 to 1.',
    remove('Organization.telecom[2]'),
  ],
  [
    'Nothing was deleted. The path `Organization.address[2]` matches nothing.',
    '`Organization.address[0]` matches 1 element; the only index is 0.',
    remove('Organization.address[2]'),
  ],
  [
    'Nothing was deleted. The path `Organization.telecom[%resource.telecom.count()]` matches nothing.',
    '`Organization.telecom` matches 2 elements; the index selects none of them.',
    remove('Organization.telecom[%resource.telecom.count()]'),
  ],
  [
    "Nothing was deleted. The path `Organization.telecom.where(system = 'fax')` matches nothing.",
    '`Organization.telecom` matches 2 elements; none meets the condition of where().',
    remove("Organization.telecom.where(system = 'fax')"),
  ],
  [
    "Nothing was deleted. The path `Organization.telecom.where(sytem = 'fax')` matches nothing.",
    'In a criterion: ContactPoint has no element `sytem`: did you mean `system`?',
    remove("Organization.telecom.where(sytem = 'fax')"),
  ],
  [
    'Nothing was deleted. The path `Organization.telecom.where(system = fax)` matches nothing.',
    "In a criterion: ContactPoint has no element `fax`. A text is written in quotes: 'fax'.",
    remove('Organization.telecom.where(system = fax)'),
  ],
  [
    "Nothing was deleted. The path `Organization.extension('urn:x')` matches nothing.",
    '`Organization` matches 1 element; none has an extension of this url.',
    remove("Organization.extension('urn:x')"),
  ],
  [
    'Nothing was deleted. The path `Organization.telecom.ofType(string)` matches nothing.',
    '`Organization.telecom` matches 2 elements; ofType() selects none of them.',
    remove('Organization.telecom.ofType(string)'),
  ],
  [
    'Nothing was deleted. The path `Organization.telecom[0].vlaue` matches nothing.',
    '`Organization.telecom[0]` matches 1 element; ContactPoint has no element `vlaue`: did you mean `value`?',
    remove('Organization.telecom[0].vlaue'),
  ],
  [
    'Nothing was deleted. The path `Organization.telecom.measurement` matches nothing.',
    '`Organization.telecom` matches 2 elements; ContactPoint has no element `measurement`.',
    remove('Organization.telecom.measurement'),
  ],
  [
    'Nothing was deleted. The path `(partOf).display` matches nothing.',
    'Begin the path with Organization.',
    remove('(partOf).display'),
  ],
  [
    'Nothing was deleted. The path `Patient.name` matches nothing.',
    'The resource is of type Organization: begin the path with Organization, not Patient.',
    remove('Patient.name'),
  ],
  [
    'Nothing was deleted. The path `partOf.display` matches nothing.',
    '`partOf` is absent: use add with the path Organization and the name partOf.',
    remove('partOf.display'),
  ],
  [
    'Nothing was deleted. The path `nmae` matches nothing.',
    'Organization has no element `nmae`: did you mean `name`?',
    remove('nmae'),
  ],
  [
    'Nothing was deleted. The path `measurement` matches nothing.',
    'Organization has no element `measurement`.',
    remove('measurement'),
  ],

  // Operations on the matches
  [
    'The path `alias` matches nothing.',
    '`alias` is absent: use add with the path Organization and the name alias.',
    replace('alias', text('x')),
  ],
  [
    'The path `Organization.telecom` matches 2 elements; it must match exactly one.',
    'Name one of Organization.telecom[0], Organization.telecom[1], or choose it with where().',
    remove('Organization.telecom'),
  ],
  [
    'insert works on a whole list, but `Organization.telecom.first()` does not name one.',
    'End the path with the name of the list: `Organization.telecom`.',
    insert('Organization.telecom.first()', 0),
  ],
  [
    'insert works on lists, but Organization.name does not repeat.',
    'Use add if it is absent, replace if it is present.',
    insert('Organization.name', 0),
  ],
  ['move works on lists, but Organization.name does not repeat.', 'It has no order.', move('Organization.name', 0, 0)],
  [
    'Organization.text.div cannot have an id or extensions of its own.',
    'Add them to the element that it belongs to.',
    add('Organization.text.div', 'id', text('x')),
  ],
  [
    'Organization.name is already present and does not repeat.',
    'Use replace with the path Organization.name.',
    add('Organization', 'name', text('x')),
  ],
  [
    'The index 1 is out of range: Organization.alias has 0 elements.',
    'The only index is 0.',
    insert('Organization.alias', 1),
  ],
  [
    'The index 3 is out of range: Organization.telecom has 2 elements.',
    'The index must be 0 to 2.',
    insert('Organization.telecom', 3),
  ],
  [
    'The source 1 is out of range: Organization.address has 1 element.',
    'The only index is 0.',
    move('Organization.address', 1, 0),
  ],
  [
    'The destination 2 is out of range: Organization.telecom has 2 elements.',
    'The destination must be 0 to 1.',
    move('Organization.telecom', 0, 2),
  ],
  [
    'A patch cannot delete the whole resource.',
    'Name an element: `Organization.<element>`. A whole resource is replaced by PUT and deleted by DELETE.',
    remove('Organization'),
  ],
  ['`id` cannot be changed by a patch: the server sets it.', 'Leave the operation out.', remove('Organization.id')],

  // Values that a patch cannot express, and versions that no patch can lead between
  [
    'This is not a value of Organization.contact.',
    'The value must follow its R4 definition.',
    encode('Organization.contact', 'x'),
  ],
  [
    'Organization.contact has no `phone`.',
    'The value must follow its R4 definition.',
    encode('Organization.contact', { phone: '1' }),
  ],
  [
    '`telecom` of Organization.contact is a list.',
    'The value must follow its R4 definition.',
    encode('Organization.contact', { telecom: { value: '1' } }),
  ],
  [
    '`address` of Organization.contact is not a list.',
    'The value must follow its R4 definition.',
    encode('Organization.contact', { address: [{ city: 'x' }] }),
  ],
  [
    '`telecom` of Organization.contact has an empty entry.',
    'The value must follow its R4 definition.',
    encode('Organization.contact', { telecom: [null] }),
  ],
  [
    'A value of Organization.contact has at least one element.',
    'The value must follow its R4 definition.',
    encode('Organization.contact', {}),
  ],
  [
    'The two versions differ at Organization.phone, which a FHIRPath Patch cannot express.',
    'Both must follow the R4 definition of their type.',
    () => toldByRefusal(() => diff(ORGANIZATION, { ...ORGANIZATION, phone: '1' })),
  ],
  [
    'There is no patch from Organization to nothing: both must be resources of the same R4 type.',
    'Give two versions of one resource.',
    () => toldByRefusal(() => diff(ORGANIZATION, {})),
  ],
  [
    'The two versions differ too much for a patch of 1000 operations.',
    'Compare versions that are closer to each other, or send the whole resource by PUT.',
    () => toldByRefusal(() => diff({ ...ORGANIZATION, alias: [] }, { ...ORGANIZATION, alias: aliases(1_001) })),
  ],
];
