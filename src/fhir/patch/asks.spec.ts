import { fhirPathPatchAsks, jsonPatchAsks, xmlPatchAsks } from './asks';

const patch = (path: unknown) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'operation', part: [{ name: 'type', valueCode: 'delete' }, { name: 'path', valueString: path }] }],
}) as never; // prettier-ignore

describe('whether a FHIRPath Patch asks about values', () => {
  it.each([
    'Organization',
    'Organization.name',
    'Organization.telecom[0].value',
    ' Organization.contact[1].telecom[2] ',
    "Organization.extension('urn:a').extension('b').value",
    'Observation.value.ofType(Quantity).value',
  ])('%s does not', (path) => expect(fhirPathPatchAsks(patch(path))).toBe(false));

  it.each([
    "Organization.telecom.where(value = '1')",
    "Organization.telecom.where(value='1').value",
    'Organization.telecom.where(exists())',
    'Organization.telecom.first()',
    "Organization.telecom[value = '1']",
    "Organization.name = 'x'",
    'iif(Organization.active, Organization.name, Organization.alias)',
    'Organization.telecom[iif(Organization.active, 0, 1)]',
    "Organization.extension('a' | 'b')",
    '',
  ])('%s does', (path) => expect(fhirPathPatchAsks(patch(path))).toBe(true));

  it('a path of another type than string is looked at as well', () => {
    const odd = { parameter: [{ part: [{ name: 'path', valueMarkdown: 'Organization.telecom.where(true)' }] }] };
    expect(fhirPathPatchAsks(odd)).toBe(true);
  });

  it.each(['value', 'valueString'])('a delete with the part %s does: a dialect may compare it', (name) => {
    const part = [
      { name: 'type', valueString: 'delete' },
      { name: 'path', valueString: 'Organization.alias' },
      { name, valueString: 'a' },
    ];
    expect(fhirPathPatchAsks({ parameter: [{ part }] })).toBe(true);
    const replacement = [{ name: 'type', valueCode: 'replace' }, ...part.slice(1)];
    expect(fhirPathPatchAsks({ parameter: [{ part: replacement }] })).toBe(false);
  });

  it.each([null, 1, [], {}, { parameter: 1 }, { parameter: [1] }, { parameter: [{ part: 1 }] }])('%j does not', (value) =>
    expect(fhirPathPatchAsks(value as never)).toBe(false),
  ); // prettier-ignore
});

describe('whether a JSON Patch asks', () => {
  it.each([
    [[{ op: 'test', path: '/name', value: 'x' }], true],
    [[{ op: 'add', path: '/a', value: 1 }, { op: 'test', path: '/name' }], true],
    [[{ op: 'replace', path: '/name', value: 'test' }], false],
    [[], false],
    [{}, false],
  ])('%j: %s', (value, asks) => expect(jsonPatchAsks(value as never)).toBe(asks)); // prettier-ignore
});

describe('whether an XML Patch asks', () => {
  it.each([
    ['sel="f:Organization/f:name"', false],
    ["sel='/f:Organization/f:telecom[2]/f:value/@value'", false],
    ['sel="Organization/telecom[1]"', false],
    [`sel="f:Organization/f:telecom[f:value/@value='1']"`, true],
    ['sel = "f:Organization/f:telecom[last()]"', true],
    ['sel="f:Organization/f:telecom&#91;f:use]"', true],
    ['sel="f:Organization/*"', true],
    ['sel="id(1)"', true],
  ])('%s: %s', (attribute, asks) => expect(xmlPatchAsks(`<diff><remove ${attribute}/></diff>`)).toBe(asks));
});
