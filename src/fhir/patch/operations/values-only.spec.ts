import { inEnglish } from '../../../../test/support/in-english';
import type { JsonObject } from '../../json/json-value';
import { applyFhirPathPatch } from '../apply-patch';
import { value, text, add, replace, organization } from '../../../../test/support/patch-cases';

describe('values only', () => {
  const extended: JsonObject = {
    ...organization,
    text: { status: 'empty', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    extension: [{ id: 'x', url: 'http://example.org/e', valueCode: 'c' }],
  };
  it.each<[string, JsonObject, string]>([
    [
      'an id added to the URL of an extension',
      add('Organization.extension[0].url', 'id', text('x')),
      'Organization.extension[0].url',
    ],
    ['an id added to XHTML', add('Organization.text.div', 'id', text('x')), 'Organization.text.div'],
    [
      'an extension added to an id',
      add('Organization.extension[0].id', 'extension', value({ part: [{ name: 'url', valueUri: 'urn:e' }] })),
      'Organization.extension[0].id',
    ],
    [
      'an id sent beside an id',
      replace(
        'Organization.extension[0]',
        value({
          part: [
            { name: 'id', valueString: 'x', _valueString: { id: 'y' } },
            { name: 'url', valueUri: 'urn:e' },
          ],
        }),
      ),
      '`id`',
    ],
  ])('refuses %s: these are values only', (_, patch, named) => {
    const result = applyFhirPathPatch(extended, { resourceType: 'Parameters', parameter: [patch] });
    expect(result).toMatchObject({ ok: false, kind: 'unprocessable', issues: [{ code: 'structure' }] });
    expect(!result.ok && inEnglish(result.issues)[0]!.text).toBe(
      `${named} cannot have an id or extensions of its own.`,
    );
  });
});
