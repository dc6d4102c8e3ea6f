import { compileParameter } from './compile-parameter';
import { r4SearchParameters } from './r4-parameters';
import source from './r4-parameters.json';

describe('the search parameters of R4', () => {
  it.each(Object.keys(source))('of %s can be indexed', (type) => {
    const parameters = r4SearchParameters(type).map((declaration) => compileParameter(type, declaration));
    expect(parameters.length).toBeGreaterThan(0);
  });

  it('are those of most types, without what every type has', () => {
    const lines = Object.values(source).flat();
    expect(lines.length).toBeGreaterThan(1_000);
    expect(lines.filter((line) => /^(_|identifier )/.test(line))).toEqual([]);
  });

  it('can be chosen by their codes', () => {
    expect(r4SearchParameters('Organization', 'name', 'active')).toMatchObject([
      { code: 'name', type: 'string', expression: 'Organization.name | Organization.alias' },
      { code: 'active', type: 'token', expression: 'Organization.active' },
    ]);
  });

  it('take fewer types than their element where R4 says so', () => {
    expect(r4SearchParameters('Observation', 'patient')).toMatchObject([
      { expression: 'Observation.subject', target: ['Patient'] },
    ]);
  });

  it('a code that R4 does not have stops the start', () => {
    expect(() => r4SearchParameters('Organization', 'nom')).toThrow('R4 has no search parameter nom of Organization');
  });
});
