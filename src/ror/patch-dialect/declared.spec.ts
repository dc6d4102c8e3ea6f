import { declaredTypes, firstLevelElement } from './declared';

describe('declaredTypes', () => {
  it.each([
    ['the resource itself', 'Organization', ['Organization']],
    ['an element', 'Organization.telecom', ['ContactPoint']],
    ['an element without the resource before it', 'telecom', ['ContactPoint']],
    ['an element of $this', '$this.telecom', ['ContactPoint']],
    ['an index keeps the type', 'Organization.contact[0]', ['Organization.contact']],
    ['a child of an anonymous type', 'Organization.contact[0].telecom', ['ContactPoint']],
    ['a filter keeps the type', "Organization.telecom.where(system = 'phone')", ['ContactPoint']],
    ['quotes and parentheses in a filter', "Organization.telecom.where(value = ')(' and (rank = 1)).value", ['string']],
    ['an escaped quote in a filter', "Organization.alias.where($this = 'l\\')ami')", ['string']],
    ['first() and last()', 'Organization.contact.first().name.given.last()', ['string']],
    ['extension()', "Organization.extension('urn:x')", ['Extension']],
    ['a choice named with its type', "Location.extension.where(url = 'urn:x').valueQuantity.value", ['decimal']],
    ['an unknown element', 'Organization.speciality', []],
    ['a child of an unknown element', 'Organization.speciality.coding', []],
    ['a computed value', 'Organization.name.upper()', []],
    ['another resource that starts alike', 'OrganizationAffiliation.telecom', []],
    ['an open parenthesis', "Organization.telecom.where(system = 'phone'", []],
    ['an operator', 'Organization.telecom | Organization.name', []],
  ])('reads %s: %s', (_what, path, types) => {
    expect(declaredTypes(path.startsWith('Location') ? 'Location' : 'Organization', path)).toEqual(types);
  });

  it('leaves a choice open when its type is not named', () => {
    expect(declaredTypes('Organization', 'Organization.extension[0].value').length).toBeGreaterThan(10);
  });
});

describe('firstLevelElement', () => {
  it.each([
    ['Organization.telecom', 'telecom'],
    ['Organization.telecom[0]', undefined],
    ['Organization.contact.telecom', undefined],
    ['Organization', undefined],
    ['Practitioner.telecom', undefined],
    ['Organization.phone', undefined],
  ])('%s -> %s', (path, name) => {
    expect(firstLevelElement('Organization', path)?.name).toBe(name);
  });
});
