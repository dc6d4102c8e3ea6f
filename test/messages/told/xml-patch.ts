import type { JsonObject } from '../../../src/fhir';
import { applyXmlPatch, type XmlPatchOptions } from '../../../src/fhir/patch/xml-patch';
import { toldBy, type Row, type Told } from '../../support/told';

const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>one</p></div>' },
  active: true,
  name: 'A',
  alias: ['a', 'b', 'c'],
};

const deep = (levels: number): JsonObject[] => [
  { url: 'urn:x', ...(levels === 1 ? { valueCode: 'c' } : { extension: deep(levels - 1) }) },
];

const PART: JsonObject = { resourceType: 'Organization', partOf: { reference: 'Organization/1', display: 'x' } };

const H = 'xmlns:h="http://www.w3.org/1999/xhtml"';

const sent =
  (text: string, options: XmlPatchOptions = {}, resource = ORGANIZATION) =>
  (): Told =>
    toldBy(applyXmlPatch(resource, text, options));
const patch = (operations: string): (() => Told) => sent(`<diff ${H}>${operations}</diff>`);
const remove = (selector: string): (() => Told) => patch(`<remove sel="${selector}"/>`);
const add = (selector: string, attributes: string, content: string): (() => Told) =>
  patch(`<add sel="${selector}" ${attributes}>${content}</add>`);
const replace = (selector: string, content: string): (() => Told) =>
  patch(`<replace sel="${selector}">${content}</replace>`);

export const XML_PATCH: readonly Row[] = [
  // The document
  [
    'An XML Patch is a <diff>, not a <patch>.',
    'Send <diff><replace sel="/Organization/name/@value">…</replace></diff>.',
    sent('<patch/>'),
  ],
  [
    'An XML Patch is a <diff>, not a <Parameters>.',
    'A FHIRPath Patch is sent as application/fhir+xml.',
    sent('<Parameters xmlns="http://hl7.org/fhir"/>'),
  ],
  ['The <diff> contains text outside its operations.', 'Put the text into an operation.', sent('<diff>x</diff>')],
  [
    'The patch has 101 operations; at most 100 are allowed.',
    'Split it into several patches.',
    patch('<remove sel="/a"/>'.repeat(101)),
  ],
  ['Elements are nested more than 64 levels deep.', 'Send a flatter structure.', sent('<a>'.repeat(100))],
  [
    'The <diff> has no operations.',
    'Send at least one of add, replace, remove: <diff><replace sel="/Organization/name/@value">…</replace></diff>.',
    sent('<diff/>'),
  ],
  ['The prefix of <x:diff> is not declared.', 'Write xmlns:x="…" on an element around it.', sent('<x:diff/>')],

  // The operations
  [
    'Operation 1 (delete) is not an operation of RFC 5261.',
    'delete is called remove here. It is one of add, replace, remove.',
    patch('<delete sel="/a"/>'),
  ],
  [
    'Operation 1 (test) is not an operation of RFC 5261.',
    'It is one of add, replace, remove.',
    patch('<test sel="/a"/>'),
  ],
  [
    'Operation 1 (remove) has an unknown attribute wss.',
    'Did you mean ws? It has sel, ws.',
    patch('<remove sel="/a" wss="after"/>'),
  ],
  [
    'Operation 1 (remove) has no attribute sel.',
    'sel must select a node: sel="/Organization/name".',
    patch('<remove/>'),
  ],
  ['Operation 1 (remove) must not have content.', 'A remove operation is empty.', patch('<remove sel="/a">x</remove>')],
  ['Operation 1 (add) has pos="first".', 'It is one of prepend, before, after.', add('/a', 'pos="first"', '<b/>')],
  [
    'Operation 1 (add) has the type "namespace::x".',
    'The type must be an attribute: type="@value"; namespaces cannot be patched.',
    add('/a', 'type="namespace::x"', 'y'),
  ],
  [
    'Operation 1 (add) has both pos and type.',
    'Attributes have no order; leave pos out.',
    add('/a', 'type="@id" pos="before"', 'y'),
  ],
  ['Operation 1 (add) has elements for an attribute.', 'Write the value as text.', add('/a', 'type="@id"', '<b/>')],

  // The text of a selector
  [
    'Operation 1 (remove): the selector `/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` has 1001 characters.',
    'At most 1000 are read.',
    remove(`/${'a'.repeat(1000)}`),
  ],
  [
    'Operation 1 (remove): the selector `/a#b` has an unexpected # at character 3.',
    "Write /Organization/telecom[system/@value='phone']/value/@value.",
    remove('/a#b'),
  ],
  [
    'Operation 1 (remove): the selector `/a]` has an unexpected ] at character 3.',
    "Write /Organization/telecom[system/@value='phone']/value/@value.",
    remove('/a]'),
  ],
  [
    'Operation 1 (remove): the selector `/ancestor::a` has an unexpected :: at character 10.',
    'Axes are written in their short forms: a name for child, @name for attribute, // for descendants.',
    remove('/ancestor::a'),
  ],
  [
    'Operation 1 (remove): the selector `/a/..` has an unexpected .. at character 4.',
    'A selector can only go down; put conditions on a parent into a predicate of that parent.',
    remove('/a/..'),
  ],
  [
    'Operation 1 (remove): the selector `/a|/b` has an unexpected | at character 3.',
    'A selector names one node; write one operation for each node.',
    remove('/a|/b'),
  ],
  [
    'Operation 1 (remove): the selector `/a[$x]` has an unexpected $ at character 4.',
    'Selectors have no variables; write the value itself.',
    remove('/a[$x]'),
  ],
  [
    'Operation 1 (remove): the selector `/a[1 * 2]` has an unexpected * at character 6.',
    'Selectors have no multiplication.',
    remove('/a[1 * 2]'),
  ],
  [
    'Operation 1 (remove): the selector `/` does not name a node.',
    "Write /Organization/telecom[system/@value='phone']/value/@value.",
    remove('/'),
  ],
  [
    'Operation 1 (remove): the selector `/a[` ends too early.',
    "Write /Organization/telecom[system/@value='phone']/value/@value.",
    remove('/a['),
  ],
  [
    'Operation 1 (remove): the selector `/a/text()/b` continues after text().',
    'Nothing is below it.',
    remove('/a/text()/b'),
  ],
  [
    'Operation 1 (remove): the selector `/a/@b/c` continues after an attribute.',
    'Nothing is below it.',
    remove('/a/@b/c'),
  ],
  [
    'Operation 1 (remove): the selector `/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a` has more than 32 steps.',
    'Address the node by a shorter path.',
    remove('/a'.repeat(33)),
  ],
  [
    'Operation 1 (remove): the selector `/a[1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1]` has more than 16 predicates.',
    'Write a simpler selector.',
    remove(`/a${'[1]'.repeat(17)}`),
  ],
  [
    'Operation 1 (remove): the selector `/a[((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((` has brackets nested too deeply.',
    'Write a simpler selector.',
    remove(`/a[${'('.repeat(64)}`),
  ],
  [
    "Operation 1 (remove): the selector `document('x')` has document(), which does not stand for a node in a selector.",
    'Predicates can use not(), position(), last(), count(), contains(), starts-with(), string-length(), normalize-space(), local-name(); steps can use text() and node().',
    remove("document('x')"),
  ],
  [
    'Operation 1 (remove): the selector `/a[cont(b)]` has cont(), which is not a function that a selector may use.',
    'Did you mean count()? Predicates can use not(), position(), last(), count(), contains(), starts-with(), string-length(), normalize-space(), local-name(); steps can use text() and node().',
    remove('/a[cont(b)]'),
  ],
  ['Operation 1 (remove): the selector `/a[count()]` gives count() 0 arguments.', 'It takes 1.', remove('/a[count()]')],
  [
    'Operation 1 (remove): the selector `/a[contains(b)]` gives contains() 1 argument.',
    'It takes 2.',
    remove('/a[contains(b)]'),
  ],
  [
    'Operation 1 (remove): the selector `/a[string-length(b, c)]` gives string-length() 2 arguments.',
    'It takes 0 or 1.',
    remove('/a[string-length(b, c)]'),
  ],
  [
    "Operation 1 (remove): the selector `/a[count('b')]` gives count() a value that is not a path.",
    'Write count(telecom).',
    remove("/a[count('b')]"),
  ],
  [
    'Operation 1 (remove): the selector `/g:a` uses the prefix g, which is not declared.',
    'Write xmlns:g="…" on <diff>.',
    remove('/g:a'),
  ],

  // The matches of a selector
  [
    'Operation 1 (remove), `//alias`: the selectors of the patch examine more than 3 nodes.',
    'Address nodes by their path from the root element, without //, or split the patch.',
    sent('<diff><remove sel="//alias"/></diff>', { limits: { visits: 3 } }),
  ],
  [
    'Operation 1 (remove): `/Organization/alias` matches 3 nodes, but must match exactly one.',
    "Narrow it by a predicate: by position, telecom[1], or by content, telecom[system/@value='phone'].",
    remove('/Organization/alias'),
  ],
  [
    'Operation 1 (remove): `/Organization/alias[4]` matches nothing.',
    '`/Organization` has 3 of that name, but none that meets the predicates.',
    remove('/Organization/alias[4]'),
  ],
  [
    'Operation 1 (remove): `/Patient` matches nothing.',
    'The document has no such node: it holds Organization.',
    remove('/Patient'),
  ],
  [
    'Operation 1 (remove): `/Organization/nmae` matches nothing.',
    '`/Organization` has no such node: did you mean `name`?',
    remove('/Organization/nmae'),
  ],
  [
    'Operation 1 (remove): `/Organization/text/div` matches nothing.',
    '`/Organization/text` has `div` in another namespace; names in a narrative need a prefix declared for XHTML.',
    remove('/Organization/text/div'),
  ],
  [
    'Operation 1 (remove): `/Organization/name/x` matches nothing.',
    '`/Organization/name` has no elements.',
    remove('/Organization/name/x'),
  ],
  [
    'Operation 1 (remove): `/Organization/@id` matches nothing.',
    '`/Organization` has no attributes.',
    remove('/Organization/@id'),
  ],
  [
    'Operation 1 (remove): `/Organization/name/@vlaue` matches nothing.',
    '`/Organization/name` has no such attribute: did you mean `@value`?',
    remove('/Organization/name/@vlaue'),
  ],

  // The edit
  ['Operation 1 (remove), `.`: selects the document.', 'Name an element.', remove('.')],
  [
    'Operation 1 (add), `/Organization/name/@value`: adds to an attribute.',
    'Use replace, or add to its element.',
    add('/Organization/name/@value', '', 'x'),
  ],
  [
    'Operation 1 (add), `//h:p/text()`: adds within a text.',
    'Use pos="before" or pos="after".',
    add('//h:p/text()', '', 'x'),
  ],
  [
    'Operation 1 (add), `/Organization`: adds before the root element.',
    'A resource has only one; add inside it.',
    add('/Organization', 'pos="before"', '<a/>'),
  ],
  [
    'Operation 1 (add), `/Organization`: adds nothing.',
    'Write what to add inside the operation.',
    add('/Organization', '', ''),
  ],
  [
    'Operation 1 (add), `//h:p/text()`: adds an attribute to a node that is not an element.',
    'Name its element.',
    add('//h:p/text()', 'type="@id"', 'x'),
  ],
  [
    'Operation 1 (add), `/Organization/name`: adds @value, which is already present.',
    'Use replace with a selector that ends with /@value.',
    add('/Organization/name', 'type="@value"', 'x'),
  ],
  [
    'Operation 1 (add), `/Organization/name`: leaves an attribute empty.',
    'FHIR has no empty values; write a value, or remove the element.',
    add('/Organization/name', 'type="@id"', ''),
  ],
  [
    'Operation 1 (replace), `/Organization/name/@value`: replaces an attribute with an element.',
    'Write its new value as text.',
    replace('/Organization/name/@value', '<b/>'),
  ],
  [
    'Operation 1 (replace), `/Organization/name`: replaces an element with something other than one element.',
    'Write one element, or end the selector with /@value.',
    replace('/Organization/name', 'B'),
  ],
  [
    'Operation 1 (replace), `//h:p/text()`: replaces text with an element.',
    'Write text.',
    replace('//h:p/text()', '<b/>'),
  ],
  [
    'Operation 1 (remove), `/Organization`: removes the whole resource.',
    'A resource is deleted by DELETE.',
    remove('/Organization'),
  ],
  [
    'Operation 1 (remove), `//h:p`: has no white space after what it removes.',
    'Leave ws out.',
    patch('<remove sel="//h:p" ws="after"/>'),
  ],
  [
    'Operation 1 (replace), `/Organization`: the type of a resource cannot be changed by a patch.',
    'Leave the operation out.',
    replace('/Organization', '<Patient/>'),
  ],
  [
    'Operation 1 (remove), `/Organization/id`: `id` cannot be changed by a patch: the server sets it.',
    'Leave the operation out.',
    remove('/Organization/id'),
  ],

  // The result
  [
    'After operation 1, Organization.alias[0]: <alias> has neither a value nor extensions.',
    'Write <alias value="…"/>, or leave it out.',
    remove('/Organization/alias[1]/@value'),
  ],
  [
    'Operation 1 (add), `/Organization`: `id` cannot be changed by a patch: the server sets it.',
    'Leave the operation out.',
    add('/Organization', '', '<id value="x"/>'),
  ],
  [
    'After the patch: The body is nested deeper than 64 levels.',
    'Send a flatter resource; no FHIR resource in use needs this many levels.',
    sent('<diff><remove sel="//display"/></diff>', {}, { ...PART, extension: deep(70) }),
  ],
  [
    'The resource has no XML form: Organization cannot be written as XML: it has a member x that Organization has not',
    'Send a JSON Patch, or a FHIRPath Patch.',
    sent('<diff><remove sel="//name"/></diff>', {}, { resourceType: 'Organization', x: 1 }),
  ],

  // Limits on work
  [
    'The XML Patch is longer than 10 characters.',
    'Send less at once.',
    sent('<diff><remove sel="//name"/></diff>', { limits: { characters: 10 } }),
  ],
  [
    'The resource is too large for an XML Patch: it has more than 3 elements, or 500000 characters.',
    'Send a JSON Patch, or a FHIRPath Patch.',
    sent('<diff><remove sel="//name"/></diff>', { limits: { elements: 3 } }),
  ],
];
