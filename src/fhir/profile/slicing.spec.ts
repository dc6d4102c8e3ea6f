import { ASKED, SLICINGS } from '../../../test/fixtures/profiles';
import { by, identifiers, profile } from '../../../test/fixtures/profiles/definition';
import { inEnglish } from '../../../test/support/in-english';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

describe.each(SLICINGS)('$rule', ({ definitions, cases }) => {
  const registry = new ProfileRegistry();
  beforeAll(() => expect(registry.load(definitions)).toEqual([]));

  it.each(cases.map(([resource, expected]) => [JSON.stringify(resource), resource, expected] as const))(
    '%s',
    (_, resource, expected) => {
      expect(inEnglish(validateProfiles(resource, registry, [ASKED]))).toEqual(
        expected.map(([expression, text, hint = '']): unknown =>
          expect.objectContaining({
            expression,
            text: expect.stringMatching(text),
            hint: expect.stringContaining(hint),
          }),
        ),
      );
    },
  );
});

describe('a slice that says nothing about its discriminator', () => {
  it('is told when it is loaded, and refuses nothing', () => {
    const registry = new ProfileRegistry();
    const problems = registry.load([
      profile('Organization', {
        'Organization.identifier': { slicing: by('value', 'system', 'closed') },
        'Organization.identifier:a': { min: 1 },
      }),
    ]);
    expect(problems).toEqual([
      {
        severity: 'warning',
        source: ASKED,
        text: expect.stringMatching(/slice a of Organization\.identifier .*system/),
      },
    ]);
    expect(validateProfiles(identifiers({ system: 'x' }), registry, [ASKED])).toEqual([]);
  });
});
