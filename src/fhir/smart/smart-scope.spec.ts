import { parseScope, scopeText } from './smart-scope';

describe('a SMART scope of a system', () => {
  it.each([
    ['system/Organization.r', 'Organization', 'r', undefined],
    ['system/Organization.rs', 'Organization', 'rs', undefined],
    ['system/Organization.cruds', 'Organization', 'cruds', undefined],
    ['system/*.rs', '*', 'rs', undefined],
    ['system/*.cruds', '*', 'cruds', undefined],
    ['system/Location.u', 'Location', 'u', undefined],
    ['system/Organization.rs?active=true', 'Organization', 'rs', 'active=true'],
    ['system/*.rs?_tag=a%7Cb&_tag=c', '*', 'rs', '_tag=a%7Cb&_tag=c'],
    ['system/Organization.r?name=a?b', 'Organization', 'r', 'name=a?b'],
    // SMART v1
    ['system/Organization.read', 'Organization', 'rs', undefined],
    ['system/Organization.write', 'Organization', 'cud', undefined],
    ['system/Organization.*', 'Organization', 'cruds', undefined],
    ['system/*.read', '*', 'rs', undefined],
    ['system/*.*', '*', 'cruds', undefined],
  ])('%s allows', (text, type, permissions, filter) => {
    const scope = parseScope(text);
    expect(scope && { ...scope, permissions: scope.permissions.join('') }).toEqual({
      type,
      permissions,
      ...(filter !== undefined && { filter }),
    });
  });

  it.each([
    ['of a patient', 'patient/Organization.rs'],
    ['of a user', 'user/Organization.rs'],
    ['another word', 'openid'],
    ['the empty word', ''],
    ['letters out of order', 'system/Organization.sr'],
    ['a letter twice', 'system/Organization.rrs'],
    ['an unknown letter', 'system/Organization.x'],
    ['a letter in capitals', 'system/Organization.R'],
    ['no letter', 'system/Organization.'],
    ['no point', 'system/Organization'],
    ['no type', 'system/.rs'],
    ['a type that R4 does not have', 'system/Foo.rs'],
    ['a type in small letters', 'system/organization.rs'],
    ['a data type', 'system/Address.rs'],
    ['an abstract type', 'system/DomainResource.rs'],
    ['a filter without anything', 'system/Organization.rs?'],
    ['a filter on a scope of v1', 'system/Organization.read?active=true'],
    ['something before it', ' system/Organization.rs'],
    ['something after it', 'system/Organization.rs '],
    ['the word of another version in part', 'system/Organization.readwrite'],
    ['a name of JavaScript', 'system/Organization.constructor'],
    ['a prefix in capitals', 'SYSTEM/Organization.rs'],
  ])('%s allows nothing: %j', (_, text) => {
    expect(parseScope(text)).toBeUndefined();
  });

  it('is told as a client can ask for it', () => {
    expect(scopeText('Organization', ['r'])).toBe('system/Organization.r');
    expect(scopeText('', ['r', 's'])).toBe('system/*.rs');
  });
});
