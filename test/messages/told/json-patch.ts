import type { JsonObject, JsonValue } from '../../../src/fhir';
import { applyJsonPatch } from '../../../src/fhir/patch/json-patch';
import { toldBy, type Row, type Told } from '../../support/told';

const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  active: true,
  name: 'A',
  alias: ['a', 'b', 'c'],
  telecom: [{ system: 'phone', value: '1', rank: 1 }],
  contact: [{ name: { given: ['g', 'h'], _given: [null, { id: 'gh' }] } }],
};

const sent = (patch: JsonValue) => (): Told => toldBy(applyJsonPatch(ORGANIZATION, patch));
const one = (operation: JsonValue): (() => Told) => sent([operation]);
const remove = (path: JsonValue): (() => Told) => one({ op: 'remove', path });
const add = (path: string, value: JsonValue): (() => Told) => one({ op: 'add', path, value });
const replace = (path: string, value: JsonValue): (() => Told) => one({ op: 'replace', path, value });

const nested = (levels: number): JsonValue => (levels === 0 ? 'v' : { x: nested(levels - 1) });
const GIVEN = '/contact/0/name/given';
const IDS = '/contact/0/name/_given';

export const JSON_PATCH: readonly Row[] = [
  // Patches that cannot be read
  ['A JSON Patch is a list of operations.', 'Send [ { "op": "replace", "path": "/name", "value": … } ].', sent('x')],
  [
    'A JSON Patch is a list of operations, not one object.',
    'Send [ { "op": "replace", "path": "/name", "value": … } ].',
    sent({ op: 'add' }),
  ],
  [
    'A JSON Patch is a list of operations, not Parameters.',
    'A FHIRPath Patch is sent as application/fhir+json.',
    sent({ resourceType: 'Parameters' }),
  ],
  [
    'The patch has 1001 operations; at most 1000 are allowed.',
    'Split it into several patches.',
    sent(new Array<JsonValue>(1001).fill({ op: 'remove', path: '/name' })),
  ],
  ['Operation 0 is not a JSON object.', 'Send an object with the members op and path.', one(7)],
  ['Operation 0 has no member `op`.', 'It is one of add, remove, replace, move, copy, test.', one({ path: '/name' })],
  [
    'Operation 0: "delete" is not a known `op`.',
    'delete is called remove here. It is one of add, remove, replace, move, copy, test.',
    one({ op: 'delete', path: '/name' }),
  ],
  [
    'Operation 0: "upsert" is not a known `op`.',
    'It is one of add, remove, replace, move, copy, test.',
    one({ op: 'upsert', path: '/name' }),
  ],
  [
    'Operation 0 (remove) has no member `path`.',
    'Send a JSON Pointer such as `/telecom/0/value`.',
    one({ op: 'remove' }),
  ],
  [
    'Operation 0 (remove) has a member `path` that is not a string.',
    'Send a JSON Pointer such as `/telecom/0/value`.',
    remove(1),
  ],
  ['Operation 0 (remove): `path` has 1001 characters.', 'At most 1000 are read.', remove(`/${'a'.repeat(1000)}`)],
  ['Operation 0 (remove): `path` is 65 levels deep.', 'At most 64.', remove('/a'.repeat(65))],
  [
    'Operation 0 (remove): `name` is not a JSON Pointer: it does not start with a slash.',
    'Did you mean `/name`? A patch whose paths are FHIRPath is a Parameters resource, sent as application/fhir+json.',
    remove('name'),
  ],
  [
    'Operation 0 (remove): `/a~2` is not a JSON Pointer: the ~ at character 3 is followed by neither 0 nor 1.',
    'Write ~0 for a ~ in a name, and ~1 for a slash in a name.',
    remove('/a~2'),
  ],
  [
    'Operation 0 (remove): `/constructor` is not a JSON Pointer: no element has the name constructor.',
    'Name an element of the resource: `/name`.',
    remove('/constructor'),
  ],
  ['Operation 0 has no member `op`.', 'It is one of add, remove, replace, move, copy, test.', one({ path: 'name' })],
  ['Operation 0 (add) has no member `value`.', 'add takes op, path and value.', one({ op: 'add', path: '/name' })],
  [
    'Operation 0 (add) has a value that is nested too deeply.',
    'Send a smaller element, with the names that FHIR defines.',
    add('/x', nested(65)),
  ],
  [
    'Operation 0 (add) has a value that has a member __proto__.',
    'Send a smaller element, with the names that FHIR defines.',
    add('/x', JSON.parse('{ "__proto__": 1 }') as JsonValue),
  ],
  [
    'Operation 0 (move): `/contact` cannot be moved into itself, to `/contact/0/x`.',
    'Use copy to keep it in place as well, or move it to a place outside itself.',
    one({ op: 'move', from: '/contact', path: '/contact/0/x' }),
  ],

  // Operations that cannot be applied
  [
    'Operation 0 (replace): `/telecom/0/vlaue` does not point to anything.',
    '`/telecom/0` has no member `vlaue`: did you mean `value`?',
    replace('/telecom/0/vlaue', '1'),
  ],
  [
    'Operation 0 (replace): `/measurement` does not point to anything.',
    'The resource has no member `measurement`: add would create it.',
    replace('/measurement', '1'),
  ],
  [
    'Operation 0 (add): `/address/0` does not point to anything.',
    'The resource has no member `address`: add `/address` first; parents are not created.',
    add('/address/0', {}),
  ],
  [
    'Operation 0 (add): `/name/x` does not point to anything.',
    '`/name` is a string, which has no members.',
    add('/name/x', 1),
  ],
  [
    'Operation 0 (add): `/active/x` does not point to anything.',
    '`/active` is a boolean, which has no members.',
    add('/active/x', 1),
  ],
  [
    'Operation 0 (add): `/telecom/0/rank/x` does not point to anything.',
    '`/telecom/0/rank` is a number, which has no members.',
    add('/telecom/0/rank/x', 1),
  ],
  [
    'Operation 0 (add): `/contact/0/name/_given/0/id` does not point to anything.',
    '`/contact/0/name/_given/0` is null, which has no members.',
    add(`${IDS}/0/id`, 'x'),
  ],
  [
    'Operation 0 (remove): `/alias/-` does not point to anything.',
    '`/alias` has the entries 0 to 2; `-` is the position after the last entry, which only add, move and copy can use.',
    remove('/alias/-'),
  ],
  [
    'Operation 0 (remove): `/alias/01` does not point to anything.',
    '`/alias` has the entries 0 to 2; an index is written without leading zeros.',
    remove('/alias/01'),
  ],
  [
    'Operation 0 (remove): `/alias/first` does not point to anything.',
    '`/alias` has the entries 0 to 2; `first` is not an index.',
    remove('/alias/first'),
  ],
  [
    'Operation 0 (replace): `/alias/3` does not point to anything.',
    '`/alias` has the entries 0 to 2; a new last entry is added at 3, or at `-`.',
    replace('/alias/3', 'x'),
  ],
  [
    'Operation 0 (remove): `/telecom/1` does not point to anything.',
    '`/telecom` has one entry, 0; a new last entry is added at 1, or at `-`.',
    remove('/telecom/1'),
  ],
  [
    'Operation 1 (remove): `/alias/0` does not point to anything.',
    '`/alias` is an empty list; a new last entry is added at 0, or at `-`.',
    sent([
      { op: 'replace', path: '/alias', value: [] },
      { op: 'remove', path: '/alias/0' },
    ]),
  ],
  [
    'Operation 0 (remove): a patch cannot remove the whole resource.',
    'Name an element: `/name`. A resource is deleted by DELETE.',
    remove(''),
  ],
  ['Operation 0 (replace): a resource is a JSON object.', 'Send the whole resource.', replace('', 'x')],
  [
    'Operation 0 (remove): `resourceType` cannot be changed by a patch.',
    'Leave the operation out.',
    remove('/resourceType'),
  ],
  [
    'Operation 0 (remove): `id` cannot be changed by a patch: the server sets it.',
    'Leave the operation out.',
    remove('/id'),
  ],
  [
    'Operation 0 (test): `/name` is "A", not "B".',
    'The resource is not as the patch expects. Read it again, and send a patch for its current state.',
    one({ op: 'test', path: '/name', value: 'B' }),
  ],
  [
    'Operation 15 (copy): the patch adds more than 4000000 characters to the resource.',
    'Split it into several patches.',
    sent(new Array<JsonValue>(100).fill({ op: 'copy', from: '/contact', path: '/contact/-' })),
  ],

  // Results that are not allowed
  [
    'Organization.alias was left empty and was removed: FHIR JSON has no empty lists.',
    undefined,
    replace('/alias', []),
  ],
  [
    'Organization.partOf was left empty and was removed: FHIR JSON has no empty objects.',
    undefined,
    add('/partOf', {}),
  ],
  [
    'After operation 0, Organization.name is null.',
    'Use remove; FHIR JSON allows null only in lists that have a `_` list beside them.',
    replace('/name', null),
  ],
  [
    'After operation 0, Organization.name is an empty string.',
    'Use remove; FHIR has no empty strings.',
    replace('/name', ''),
  ],
  [
    'After operation 0, Organization.telecom[0].x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x is more than 64 levels deep.',
    'Keep the resource flatter.',
    sent([
      { op: 'add', path: '/x', value: nested(64) },
      { op: 'move', from: '/x', path: '/telecom/0/x' },
    ]),
  ],
  [
    'After operation 0, Organization.contact[0].name._given is a list, but given beside it is not.',
    'A list of values needs a list of their ids and extensions beside it.',
    replace(GIVEN, 'g'),
  ],
  [
    'After operation 0, Organization._alias is not a list, but alias beside it is.',
    'A list of values needs a list of their ids and extensions beside it.',
    add('/_alias', { id: 'x' }),
  ],
  [
    'After operation 0, Organization.contact[0].name._given has 0 entries, but given beside it has 2.',
    'Entries of _given and given with the same index belong together; patch both, with null where one has nothing.',
    replace(IDS, []),
  ],
  [
    'After operation 0, Organization.contact[0].name._given has 1 entry, but given beside it has 2.',
    'Entries of _given and given with the same index belong together; patch both, with null where one has nothing.',
    replace(IDS, [{ id: 'x' }]),
  ],
  [
    'After operation 0, Organization.contact[0].name._given has 2 entries, but given beside it has 1.',
    'Entries of _given and given with the same index belong together; patch both, with null where one has nothing.',
    remove(`${GIVEN}/0`),
  ],
  [
    'After operation 0, Organization.contact[0].name.given[0] is empty, with nothing beside it.',
    'Use remove in both lists.',
    replace(`${GIVEN}/0`, null),
  ],
];
