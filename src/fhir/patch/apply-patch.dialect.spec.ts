import { issuesOf, of, operation, organization, patch, text } from '../../../test/support/fhir-path-patch';
import { FhirError } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import { applyFhirPathPatch } from './apply-patch';
import type { PatchDialect } from './patch-dialect';

describe('dialect', () => {
  const strict = operation(of('add', 'Organization', { name: text('alias'), value: text('x') }));
  const raw: JsonObject = { name: 'operation', part: [{ name: 'type', valueString: 'appendix' }] };
  const rule = { rule: 'appendix', text: 'appendix was read as add.', expression: 'Parameters.parameter[0]' };
  const dialect: PatchDialect = {
    translate(given, { expression, report }) {
      if (given !== raw) return [given];
      report({ ...rule, expression });
      return [strict, strict];
    },
  };

  it('is asked about each operation, with the resource as the ones before left it', () => {
    const seen: unknown[] = [];
    const watching: PatchDialect = {
      translate(given, context) {
        seen.push([context.expression, context.resource.alias]);
        return dialect.translate(given, context);
      },
    };
    const body = patch(raw, operation(of('delete', 'alias[0]')));
    const result = applyFhirPathPatch(organization, body, { dialect: watching });
    expect(seen).toEqual([
      ['Parameters.parameter[0]', undefined],
      ['Parameters.parameter[1]', ['x', 'x']],
    ]);
    expect(result).toMatchObject({ ok: true, resource: { alias: ['x'] }, applied: [rule] });
  });

  it('is not asked under strict handling', () => {
    const result = applyFhirPathPatch(organization, patch(raw), { dialect, handling: 'strict' });
    expect(result).toMatchObject({ ok: false, kind: 'invalid-request' });
  });

  it('refuses by throwing, at the place of the operation', () => {
    const refusing: PatchDialect = {
      translate: () => {
        throw new FhirError('unprocessable', 'Too far.', [{ text: 'Too far.', hint: 'Send add.' }]);
      },
    };
    expect(applyFhirPathPatch(organization, patch(raw), { dialect: refusing })).toEqual({
      ok: false,
      kind: 'unprocessable',
      issues: [{ text: 'Too far.', hint: 'Send add.', expression: 'Parameters.parameter[0]' }],
    });
  });

  it('gets its faults reported at the operation, for the client did not write its parts', () => {
    const wrong: PatchDialect = { translate: () => [operation(of('replace', 'alias', { value: text('x') }))] };
    const result = applyFhirPathPatch(organization, patch(raw), { dialect: wrong });
    expect(issuesOf(result)).toMatchObject([{ expression: 'Parameters.parameter[0]', code: 'not-found' }]);
  });

  it('may translate an operation into none', () => {
    const result = applyFhirPathPatch(organization, patch(raw), { dialect: { translate: () => [] } });
    expect(result.ok && result.resource).toBe(organization);
  });

  it("is not protected from its own faults: they are ours, not the client's", () => {
    const broken: PatchDialect = {
      translate: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => applyFhirPathPatch(organization, patch(raw), { dialect: broken })).toThrow(TypeError);
  });
});
