import { pathOf } from './location';
import { compile, budget, locate, EQUIPMENT, organization, faultOf } from '../../../../test/support/patch-paths';

describe('places', () => {
  it.each<[string, string[]]>([
    ['Organization', ['Organization']],
    ['name', ['Organization.name']],
    ['Organization.identifier[1].value', ['Organization.identifier[1].value']],
    ["identifier.where(system = 'y').value", ['Organization.identifier[1].value']],
    ["identifier.where(system = 'y' and value = '2').period.start", ['Organization.identifier[1].period.start']],
    ['identifier.where(period.start = @2020-01-01)', ['Organization.identifier[1]']],
    ["identifier.where(system = 'x' or system = 'y')", ['Organization.identifier[0]', 'Organization.identifier[1]']],
    ["type.where(coding.where(system = 's' and code = 'b').exists())", ['Organization.type[1]']],
    ["type.where(coding.exists(code = 'c'))", ['Organization.type[1]']],
    ["type.where(coding.code = 'b')", []],
    ["identifier.where(period.start = '2020-01-01')", []],
    [`alias.where($this = '\\'${'('.repeat(70)}')`, []],
    ['type.coding[2]', ['Organization.type[1].coding[1]']],
    ['type.coding.last()', ['Organization.type[1].coding[1]']],
    ['type.coding.skip(1).first()', ['Organization.type[1].coding[0]']],
    ['type.tail().coding.take(1)', ['Organization.type[1].coding[0]']],
    ['type.where(coding.count() > 1)', ['Organization.type[1]']],
    ["type.where(coding.code contains 'c').coding[0]", ['Organization.type[1].coding[0]']],
    ["identifier.where(value in ('1' | '3'))", ['Organization.identifier[0]']],
    ["identifier.where(system.startsWith('y'))", ['Organization.identifier[1]']],
    ['identifier.where($index = 1)', ['Organization.identifier[1]']],
    ['identifier.where(period.empty().not())', ['Organization.identifier[1]']],
    ['(identifier | type).last()', ['Organization.type[1]']],
    ["name.extension('p').value", ['Organization.name.extension[0].value']],
    ["alias[1].extension('p').value", ['Organization.alias[1].extension[0].value']],
    ["alias.extension.where(url = 'p').value.ofType(string)", ['Organization.alias[1].extension[0].value']],
    ['alias.where(hasValue())', ['Organization.alias[0]', 'Organization.alias[2]']],
    ["alias.where($this = 'c')", ['Organization.alias[2]']],
    ['text.div', ['Organization.text.div']],
    ['text.`div`', ['Organization.text.div']],
    ['contained[0].name[0].family', ['Organization.contained[0].name[0].family']],
    ['contained.ofType(Patient).deceased', ['Organization.contained[0].deceased']],
    ['contained[0].deceasedBoolean', ['Organization.contained[0].deceased']],
    [
      `extension.where(url = '${EQUIPMENT}' and extension.where(url = 'kind' and valueCodeableConcept.coding[0].code = '089').exists()).extension('count').value`,
      ['Organization.extension[0].extension[1].value'],
    ],
    ['extension.where(value.value = 300).value.unit', ['Organization.extension[2].value.unit']],
    ["extension.where(url='q').value as Quantity", ['Organization.extension[2].value']],
    ['Organization\n  .identifier\n  .first()\n', ['Organization.identifier[0]']],
    ['Patient.name', []],
    ['identifier[9]', []],
    ['unknown.path', []],
  ])('%s', (text, places) => {
    expect(locate(text, organization)).toEqual(places);
    expect(compile(text).locateByEngine(organization, budget()).map(pathOf)).toEqual(places);
  });
});

describe('allow-list', () => {
  it.each([
    "name.where($this.matches('x'))",
    "name.where(replaceMatches('x', 'y') = 'y')",
    'repeat(contact)',
    'descendants()',
    'children()',
    'contact.select(name)',
    'partOf.resolve()',
    "trace('x')",
    'alias.aggregate($total)',
    'alias.where(today() > now())',
    'alias.distinct()',
    'alias.union(name)',
    'alias.combine(name)',
    'iif(true, name, alias)',
    "defineVariable('x')",
    'alias.where($this.toInteger() = 1)',
    'alias.where(1 + 1 = 2)',
    "alias.where('a' & 'b' = 'ab')",
    'alias.where($total = 1)',
    'alias.where({} = 1)',
    '%ucum',
    '%factory.string',
    '%`vs-name`',
    'constructor',
    'name.`__proto__`',
    'alias.where(toString = 1)',
    'alias.first(1)',
    'alias.where()',
    'extension()',
    'alias // comment',
    'alias /* comment */',
    "alias.where($this = 'x)",
    'alias.where($this = "x")',
    'alias[--1]',
  ])('refuses %s as unreadable', (text) => {
    expect(faultOf(text)).toMatchObject({ kind: 'invalid-request', issues: [{ expression: 'here' }] });
  });

  it.each([
    'name.exists()',
    'alias.count()',
    "name = 'x'",
    '1',
    'name is string',
    '$index',
    "alias.contains('x')",
    'alias contains name',
  ])('refuses %s as a computed value', (text) => {
    expect(faultOf(text)).toMatchObject({ kind: 'unprocessable', issues: [{ code: 'not-supported' }] });
  });
});
