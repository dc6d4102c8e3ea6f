import type { JsonObject } from '../../json/json-value';
import { compileExpression } from './compile-expression';

const exists = (owner: JsonObject) =>
  compileExpression('value.exists()', 'Extension').truth([owner], {
    resource: owner,
    context: owner,
    scope: undefined,
  });

describe('a choice of types', () => {
  it.each<[boolean, JsonObject]>([
    [true, { url: 'urn:x', valueString: 'x' }],
    [true, { url: 'urn:x', _valueCode: { extension: [] } }],
    [true, { valueReference: { reference: 'A/1' }, url: 'urn:x' }],
    [false, { url: 'urn:x', values: 'x' }],
    [false, { url: 'urn:x' }],
  ])('exists is %s for %j', (expected, owner) => {
    expect(exists(owner)).toBe(expected);
  });

  it('looks at the members of the object, and not for each type it may have', () => {
    let looks = 0;
    const look = <T>(what: T): T => {
      looks += 1;
      return what;
    };
    const owner = new Proxy<JsonObject>(
      { url: 'urn:x', id: 'y' },
      {
        get: (target, key, self) => look(Reflect.get(target, key, self) as unknown),
        getOwnPropertyDescriptor: (target, key) => look(Reflect.getOwnPropertyDescriptor(target, key)),
      },
    );
    expect(exists(owner)).toBe(false);
    expect(looks).toBeLessThan(10);
  });
});
