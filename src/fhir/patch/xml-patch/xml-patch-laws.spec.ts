import fc from 'fast-check';
import { arbitraryResource } from '../../../../test/support/arbitrary-resource';
import { inEnglish } from '../../../../test/support/in-english';
import { asXmlHasIt } from '../../../../test/support/narrative-line-ends';
import { parseXml, writeXml } from '../../xml';
import { applyXmlPatch } from './apply-xml-patch';

const selector = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        '*',
        'Organization',
        'name',
        'telecom',
        'alias',
        '@value',
        '@*',
        'text()',
        '.',
        'node()',
        '*[1]',
        '*[last()]',
        "*[@value='s']",
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .chain((steps) => fc.constantFrom(`/${steps.join('/')}`, `//${steps.join('/')}`, `/*/${steps.join('//')}`)),
  fc.constantFrom(
    '/*/*[last()]',
    '/*/*[last()]/*[last()]',
    '/*/*[last()]//@value',
    '/*',
    '/*/*[1]',
    '/*/*[last()]',
    '/*/id',
    '/*/meta',
    '//*[1]',
    '/*/active/@value',
  ),
  fc.string({ maxLength: 20 }).map((text) => text.replace(/[<&"]/g, '')),
);
const content = fc.constantFrom(
  '',
  'x',
  'true',
  '<name value="n"/>',
  '<active value="true"/>',
  '<Organization/>',
  '<telecom><rank value="7"/></telecom>',
);
const operation = fc
  .tuple(
    fc.constantFrom('add', 'replace', 'remove', 'remove', 'remove', 'nonsense'),
    selector,
    content,
    fc.constantFrom('', ' pos="before"', ' pos="after"', ' pos="prepend"', ' type="@value"'),
  )
  .map(([op, sel, inner, more]) =>
    op === 'remove' ? `<remove sel="${sel}"/>` : `<${op} sel="${sel}"${op === 'add' ? more : ''}>${inner}</${op}>`,
  );

describe('applyXmlPatch', () => {
  it('never throws, never changes what it was given, and leaves FHIR with what the server owns', () => {
    const seen = { applied: 0, refused: 0 };
    fc.assert(
      fc.property(
        arbitraryResource('Organization'),
        fc.array(operation, { minLength: 1, maxLength: 2 }),
        (resource, operations) => {
          const copy = structuredClone(resource);
          const result = applyXmlPatch(resource, `<diff>${operations.join('')}</diff>`);
          expect(resource).toEqual(copy);
          if (!result.ok) {
            seen.refused += 1;
            expect(['invalid-request', 'unprocessable']).toContain(result.kind);
            for (const { text, expression } of inEnglish(result.issues))
              expect([text, typeof expression]).toEqual([expect.stringMatching(/[.?]$/), expect.any(String)]);
            return;
          }
          seen.applied += Number(result.resource !== resource);
          expect(parseXml(writeXml(result.resource)).resource).toEqual(asXmlHasIt(result.resource));
          expect([result.resource.id, result.resource.resourceType]).toEqual([resource.id, 'Organization']);
        },
      ),
      { numRuns: 1000 },
    );
    expect(seen.applied).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(100);
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `<diff>${text}</diff>`),
        ),
        (text) => {
          expect(typeof applyXmlPatch({ resourceType: 'Organization' }, text).ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });
});
