import { bodyExamples, exampleComponents } from './examples';

const place = { resourceType: 'Location', name: 'Pavillon B' };

describe('examples of request bodies', () => {
  it.each([
    {
      rule: 'those of POST serve for PUT, with the id of the address',
      examples: { id: '7', create: { A: place } },
      body: 'update',
      expected: { ...place, id: '7' },
    },
    {
      rule: 'those of PUT serve for POST, without their id',
      examples: { update: { A: { ...place, id: '9' } } },
      body: 'create',
      expected: place,
    },
    {
      rule: 'an own one is shown as it stands',
      examples: { id: '7', update: { A: place } },
      body: 'update',
      expected: place,
    },
    {
      rule: 'without any, the least there can be',
      examples: {},
      body: 'create',
      expected: { resourceType: 'Location' },
    },
    {
      rule: 'a patch without any has no operation',
      examples: {},
      body: 'patch',
      expected: { resourceType: 'Parameters' },
    },
  ] as const)('$rule', ({ examples, body, expected }) => {
    const definition = { type: 'Location', interactions: [], examples } as const;
    const [pointer] = Object.values(bodyExamples(definition, body));
    const name = pointer?.$ref.split('/').at(-1) ?? '';
    expect(exampleComponents(definition)[name]).toMatchObject({ value: expected });
    expect(Object.keys((exampleComponents(definition)[name] as { value: object }).value)).toEqual(
      Object.keys(expected),
    );
  });

  it('shows a stored resource with the stamp of the server', () => {
    const shown = exampleComponents({
      type: 'Location',
      interactions: [],
      examples: { id: '7', create: { A: place } },
    });
    expect(shown['Location.resource']).toMatchObject({ value: { ...place, id: '7', meta: { versionId: '3' } } });
  });
});
